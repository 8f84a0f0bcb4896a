import { type Declaration, fieldValue } from "../declare/declaration.ts";
import type { RecordDate } from "../model/record.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** Dates that keys declare; a date key whose value holds no digit says nothing. */
export function readDates(declarations: readonly Declaration[]): RecordDate[] {
  return declarations
    .filter(({ written }) => roleOf(written) === "date")
    .flatMap(({ document, key, lines }) => {
      const value = lines[0] === undefined ? null : fieldValue(document, lines[0]);
      if (value === null || !/\d/.test(value.text)) return [];
      return [{ key, text: value.text, iso: isoDay(value.text), location: value.location }];
    });
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** ISO 8601 day of a date in text, or `null` when day and month could be either way round or the year is missing. */
export function isoDay(text: string): string | null {
  const iso = /(?<!\d)(\d{4})[-/.年년]\s?(\d{1,2})[-/.月월]\s?(\d{1,2})(?!\d)/.exec(text);
  if (iso !== null) return day(iso[1], iso[2], iso[3]);
  const numeric = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  if (numeric !== null) return numericDay(numeric);
  const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/i.exec(text);
  if (dayFirst !== null) return day(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i.exec(text);
  return monthFirst === null ? null : day(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

/** Dots mean day first (as in Germany); slashes and dashes are read only when one number cannot be a month. */
function numericDay([, first, mark, second, year]: RegExpExecArray): string | null {
  if (mark === "." || Number(first) > 12) return day(year, second, first);
  return Number(second) > 12 ? day(year, first, second) : null;
}

function monthOf(name: string | undefined): string | undefined {
  const index = months.indexOf(name?.slice(0, 3).toLowerCase() ?? "");
  return index < 0 ? undefined : String(index + 1);
}

function day(year?: string, month?: string, date?: string): string | null {
  if (year === undefined || month === undefined || date === undefined) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(iso) ? null : iso;
}
