import { assembleRecord } from "./assemble.ts";
import type { Format, RecordFormat, RegisterFormat } from "./format.ts";
import { formats as allFormats } from "./formats/index.ts";
import type { MarkdownDocument } from "./markdown/document.ts";
import { parseMarkdown } from "./markdown/parse.ts";
import type { DecisionFile } from "./model/file.ts";
import type { Problem } from "./model/problem.ts";
import type { DecisionRecord } from "./model/record.ts";
import { decode } from "./source/decode.ts";
import { LineIndex } from "./source/lines.ts";

/** A file as bytes, or as text that is already decoded. `path` names it in locations. */
export type DecisionSource =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly text: string };

/**
 * Reads the decisions of one file. Never throws for what the file contains.
 * @param formats the formats to recognise; all that the library knows unless given
 */
export function parseDecisions(
  source: DecisionSource,
  formats: readonly Format[] = allFormats,
): DecisionFile {
  const { path } = source;
  const text = "text" in source ? source.text : decode(source.bytes);
  if (text === null) {
    const location = new LineIndex(path, "").location(0, 0);
    return { kind: "unreadable", path, problem: { code: "not-utf8", location } };
  }
  const document = { path, text, tree: parseMarkdown(text), lines: new LineIndex(path, text) };
  const registers = formats.filter((format) => format.kind === "register");
  const records = formats.filter((format) => format.kind === "record");
  for (const register of registers) {
    const file = readRegister(document, register, records);
    if (file !== null) return file;
  }
  return { kind: "unrecognised", path, reason: text.trim() === "" ? "empty" : "no-format", problems: [] };
}

function readRegister(
  document: MarkdownDocument,
  register: RegisterFormat,
  recordFormats: readonly RecordFormat[],
): DecisionFile | null {
  const entries = register.entries(document);
  if (entries.length === 0) return null;
  const records: DecisionRecord[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const found = recordFormats.flatMap((format) => format.declarations(entry.scope));
    const result = assembleRecord(register.name, entry, [...entry.declarations, ...found]);
    records.push(result.record);
    problems.push(...result.problems);
  }
  return { kind: "recognised", path: document.path, format: register.name, records, problems };
}
