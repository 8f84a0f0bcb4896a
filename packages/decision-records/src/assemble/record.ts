import { type Declaration, tidy } from "../declare/declaration.ts";
import type { Scope } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { extent, withoutStruck } from "../markdown/slice.ts";
import type { Location } from "../model/location.ts";
import type { Problem } from "../model/problem.ts";
import type { DecisionRecord } from "../model/record.ts";
import { readDates } from "./dates.ts";
import { readFields } from "./fields.ts";
import { readHistory } from "./history.ts";
import { readRelations } from "./relations.ts";
import { readStatuses } from "./statuses.ts";

/** What is known of a decision before its declarations are understood. */
export interface Draft {
  readonly format: string;
  readonly id: string | null;
  readonly title: InlineLine | null;
  readonly scope: Scope;
  readonly declarations: readonly Declaration[];
  readonly location: Location;
}

export interface Assembled {
  readonly record: DecisionRecord;
  readonly problems: readonly Problem[];
}

/** Makes a record of a decision and of all that formats found declared in it. */
export function assembleRecord({ format, id, title, scope, declarations, location }: Draft): Assembled {
  const { fields, problems } = readFields(declarations);
  const statuses = readStatuses(declarations);
  const status = statuses.declared[0] ?? null;
  const superseded = statuses.declared.some(({ canonical }) => canonical === "superseded");
  const at = title === null ? null : extent(title);
  const record: DecisionRecord = {
    format,
    id,
    title: title === null ? "" : tidy(title.text),
    titleLocation: at === null ? location : scope.document.lines.location(at.start, at.end),
    status,
    statuses: statuses.declared,
    history: readHistory(declarations),
    dates: readDates(declarations),
    ...readRelations(scope, declarations, superseded),
    fields,
    struckThrough: title !== null && title.text.trim() !== "" && withoutStruck(title).text.trim() === "",
    location,
  };
  return { record, problems: [...problems, ...statuses.problems, ...noticed(record)] };
}

function noticed(record: DecisionRecord): Problem[] {
  const { status, statuses, location, title } = record;
  const problems: Problem[] = [];
  if (title === "") problems.push({ code: "untitled", location });
  if (status !== null && status.canonical === null)
    problems.push({ code: "unknown-status", written: status.written, location: status.location });
  const second = statuses[1];
  if (second !== undefined)
    problems.push({
      code: "several-statuses",
      written: statuses.map(({ written }) => written),
      location: second.location,
    });
  return problems;
}
