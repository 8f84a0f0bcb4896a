import { assembleRecord } from "./assemble/record.ts";
import type { Declaration } from "./declare/declaration.ts";
import type { Entry, Format, RecordFormat, RegisterFormat } from "./format.ts";
import { formats as allFormats } from "./formats/index.ts";
import { idOfName } from "./identity/id.ts";
import { identify, recordName } from "./identity/identify.ts";
import { type MarkdownDocument, type Scope, scopeLocation } from "./markdown/document.ts";
import type { DecisionFile, UnrecognisedReason } from "./model/file.ts";
import type { Problem } from "./model/problem.ts";
import { isEntry, isSlot } from "./recognise/entries.ts";
import { gather, isDecision } from "./recognise/evidence.ts";
import { isIndex } from "./recognise/not-a-record.ts";
import { namesTemplate } from "./recognise/path.ts";
import { openDocument } from "./source/open.ts";

/** A file as bytes, or as text that is already decoded. `path` names it in locations. */
export type SourceFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly text: string };

/** A file with the one beside it that holds its keys (`kep.yaml`), if there is one. */
export type DecisionSource = SourceFile & { readonly beside?: SourceFile };

/**
 * Reads the decisions of one file. Never throws for what the file contains.
 * @param formats the formats to recognise; all that the library knows unless given
 */
export function parseDecisions(
  source: DecisionSource,
  formats: readonly Format[] = allFormats,
): DecisionFile {
  const { path } = source;
  const opened = openDocument(source);
  if (opened.kind === "unreadable") return { kind: "unreadable", path, problem: opened.problem };
  if (opened.kind === "not-markdown") return unrecognised(path, "not-markdown");
  const { document } = opened;
  if (document.text.trim() === "") return unrecognised(path, "empty");
  const beside = source.beside === undefined ? null : openDocument(source.beside);
  if (beside?.kind === "unreadable")
    return { kind: "unreadable", path: beside.problem.location.path, problem: beside.problem };
  const scope = {
    document,
    nodes: document.tree.children,
    beside: beside?.kind === "open" ? beside.document : null,
  };
  if (namesTemplate(path)) return unrecognised(path, "template");
  return (
    readRegisters(document, formats) ??
    readRecord(scope, formats) ??
    unrecognised(path, isIndex(path, null) ? "index" : "no-format")
  );
}

function unrecognised(path: string, reason: UnrecognisedReason): DecisionFile {
  return { kind: "unrecognised", path, reason, problems: [] };
}

/** A file whose name is an id holds one decision, whatever its headings look like. */
function readRegisters(document: MarkdownDocument, formats: readonly Format[]): DecisionFile | null {
  if (idOfName(recordName(document.path)) !== null) return null;
  for (const register of formats) {
    const file = register.kind === "register" ? readRegister(document, register, formats) : null;
    if (file !== null) return file;
  }
  return null;
}

function readRegister(
  document: MarkdownDocument,
  register: RegisterFormat,
  formats: readonly Format[],
): DecisionFile | null {
  const read = register.entries(document).map((entry) => readEntry(register.name, entry, formats));
  const kept = read.filter(({ scope, assembled, declarations }) =>
    isEntry(scope, assembled.record, declarations, document.path),
  );
  if (kept.length === 0) return null;
  const records = kept.map(({ assembled }) => assembled.record);
  const problems = kept.flatMap(({ assembled }) => assembled.problems);
  return { kind: "recognised", path: document.path, format: register.name, records, problems };
}

function readEntry(name: string, entry: Entry, formats: readonly Format[]) {
  const declarations = [
    ...entry.declarations,
    ...declare(entry.scope, formats).map(({ declaration }) => declaration),
  ];
  return {
    scope: entry.scope,
    declarations,
    assembled: assembleRecord({ ...entry, format: name, declarations }),
  };
}

interface Declared {
  readonly format: string;
  readonly declaration: Declaration;
}

/** What all formats find declared, in the order of the text. */
function declare(scope: Scope, formats: readonly Format[]): Declared[] {
  return formats
    .filter((format): format is RecordFormat => format.kind === "record")
    .flatMap(({ name, declarations }) =>
      declarations(scope).map((declaration) => ({ format: name, declaration })),
    )
    .sort((a, b) => a.declaration.location.start.offset - b.declaration.location.start.offset);
}

function readRecord(scope: Scope, formats: readonly Format[]): DecisionFile | null {
  const { path } = scope.document;
  const declared = declare(scope, formats);
  const declarations = declared.map(({ declaration }) => declaration);
  const { id, title, mismatch } = identify(scope, declarations);
  const assembled = assembleRecord({
    format: formatOf(declared),
    id,
    title,
    scope,
    declarations,
    location: scopeLocation(scope),
  });
  const { record } = assembled;
  const evidence = gather(scope, record, declarations);
  if (!isDecision(evidence) || isIndex(path, evidence)) return null;
  if (isSlot(record.title) && idOfName(recordName(path)) === null) return unrecognised(path, "template");
  const problems: Problem[] = [...assembled.problems];
  if (mismatch !== null) problems.push({ code: "id-mismatch", ...mismatch, location: record.titleLocation });
  return { kind: "recognised", path, format: record.format, records: [record], problems };
}

/** A record is named after the format that declares its status, or else after the first that declares anything. */
function formatOf(declared: readonly Declared[]): string {
  const status = declared.find(({ declaration }) => declaration.key === "status");
  return (status ?? declared[0])?.format ?? "headings";
}
