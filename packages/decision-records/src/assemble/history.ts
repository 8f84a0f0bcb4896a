import { type Declaration, fieldValue } from "../declare/declaration.ts";
import type { HistoryEvent } from "../model/record.ts";
import { statusPhrase } from "../status/phrase.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { isoDay } from "./dates.ts";
import { statusLines } from "./statuses.ts";

const longestEvent = 300;

/** Every line that declares a status or goes with one, crossed-out words included: what the text tells of the past. */
export function readHistory(declarations: readonly Declaration[]): HistoryEvent[] {
  return declarations
    .filter(({ written }) => roleOf(written) === "status")
    .flatMap((declaration) => statusLines(declaration).map((line) => fieldValue(declaration.document, line)))
    .flatMap((value) => {
      if (value === null || value.text === "" || value.text.length > longestEvent) return [];
      const { text, location } = value;
      return [{ status: statusPhrase(text)?.canonical ?? null, text, date: isoDay(text), location }];
    });
}
