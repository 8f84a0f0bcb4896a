import { assembleRecord } from "../assemble/record.ts";
import type { Format } from "../format.ts";
import { idOfName } from "../identity/id.ts";
import { identify, recordName } from "../identity/identify.ts";
import { type Scope, scopeLocation } from "../markdown/document.ts";
import type { DecisionFile } from "../model/file.ts";
import type { Problem } from "../model/problem.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { type Declared, declare } from "./declare.ts";
import { isSlot } from "./entries.ts";
import { gather, isDecision } from "./evidence.ts";
import { isIndex } from "./not-a-record.ts";
import { unrecognised } from "./unrecognised.ts";

/** Reads a file as one decision; `null` when a reader would not call it one. */
export function readRecord(scope: Scope, formats: readonly Format[]): DecisionFile | null {
  const { path } = scope.document;
  const declared = declare(scope, formats);
  const declarations = declared.map(({ declaration }) => declaration);
  const { id, title, mismatch } = identify(scope, declarations);
  const draft = {
    format: formatOf(declared),
    id,
    title,
    scope,
    declarations,
    location: scopeLocation(scope),
  };
  const { record, problems } = assembleRecord(draft);
  const evidence = gather(
    scope,
    record,
    declared.filter(isTelling).map(({ declaration }) => declaration),
  );
  if (!isDecision(evidence) || isIndex(path, evidence)) return null;
  if (isSlot(record.title) && idOfName(recordName(path)) === null) return unrecognised(path, "template");
  const disagreement: Problem[] =
    mismatch === null ? [] : [{ code: "id-mismatch", ...mismatch, location: record.titleLocation }];
  return {
    kind: "recognised",
    path,
    format: record.format,
    records: [record],
    problems: [...problems, ...disagreement],
  };
}

/** Headings that a reader asked for say nothing of what the file is. */
function isTelling({ format, declaration }: Declared): boolean {
  return format !== "sections" || roleOf(declaration.written) !== "section";
}

/** A record is named after the format that declares its status, or else after the first that declares anything. */
function formatOf(declared: readonly Declared[]): string {
  const status = declared.find(({ declaration }) => roleOf(declaration.written) === "status");
  return (status ?? declared[0])?.format ?? "headings";
}
