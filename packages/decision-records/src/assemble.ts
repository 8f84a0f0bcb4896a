import type { Declaration } from "./declare/declaration.ts";
import { fieldValue, tidy } from "./declare/declaration.ts";
import type { Entry } from "./format.ts";
import { statusKeys } from "./languages/index.ts";
import { type MarkdownDocument, scopeLocation } from "./markdown/document.ts";
import { extent } from "./markdown/slice.ts";
import type { Problem } from "./model/problem.ts";
import type { DecisionRecord, DeclaredStatus, Field } from "./model/record.ts";
import { readStatus } from "./status/read.ts";

/** Makes a record of an entry and of all that formats found declared in it. */
export function assembleRecord(
  format: string,
  entry: Entry,
  declarations: readonly Declaration[],
): { record: DecisionRecord; problems: Problem[] } {
  const { document } = entry.scope;
  const location = scopeLocation(entry.scope);
  const { fields, problems } = toFields(document, declarations);
  const statuses = declarations
    .filter(({ key }) => statusKeys.has(key))
    .flatMap((declaration) => statusOf(document, declaration));
  const at = entry.title === null ? null : extent(entry.title);
  const record: DecisionRecord = {
    format,
    id: entry.id,
    title: entry.title === null ? "" : tidy(entry.title.text),
    titleLocation: at === null ? location : document.lines.location(at.start, at.end),
    status: statuses[0] ?? null,
    statuses,
    history: [],
    dates: [],
    supersedes: [],
    supersededBy: [],
    fields,
    struckThrough: false,
    location,
  };
  return { record, problems };
}

function statusOf(document: MarkdownDocument, declaration: Declaration): DeclaredStatus[] {
  const [line] = declaration.lines;
  const status = line === undefined ? null : readStatus(document, line);
  return status === null ? [] : [status];
}

function toFields(
  document: MarkdownDocument,
  declarations: readonly Declaration[],
): { fields: Record<string, Field>; problems: Problem[] } {
  const fields: Record<string, Field> = Object.create(null);
  const problems: Problem[] = [];
  for (const { key, written, lines, location } of declarations) {
    const known = fields[key];
    if (known !== undefined) {
      problems.push({ code: "repeated-field", key, location, first: known.location });
      continue;
    }
    const values = lines.flatMap((line) => fieldValue(document, line) ?? []);
    fields[key] = { key, written, values, location };
  }
  return { fields, problems };
}
