import type { Root } from "mdast";
import type { Format } from "./format.ts";
import { formats as allFormats } from "./formats/index.ts";
import sections, { sectionsDeclaring } from "./formats/sections.ts";
import { parseMarkdown } from "./markdown/parse.ts";
import type { DecisionFile } from "./model/file.ts";
import { isIndex } from "./recognise/not-a-record.ts";
import { namesTemplate } from "./recognise/path.ts";
import { readRecord } from "./recognise/record.ts";
import { readRegister } from "./recognise/register.ts";
import { unrecognised } from "./recognise/unrecognised.ts";
import { openDocument, type SourceFile } from "./source/open.ts";

/** A file with the one beside it that holds its keys (`kep.yaml`), if there is one. */
export type DecisionSource = SourceFile & { readonly beside?: SourceFile };

export interface ParseOptions {
  /** The formats to recognise; all that the library knows unless given. */
  readonly formats?: readonly Format[];
  /** Keys (`closure_scope`) that headings declare beyond the ones that every decision has. */
  readonly headings?: readonly string[];
  /** What turns text into a tree; for holding the parser against its judge. */
  readonly parse?: (text: string) => Root;
}

/** Reads the decisions of one file. Never throws for what the file contains. */
export function parseDecisions(source: DecisionSource, options: ParseOptions = {}): DecisionFile {
  const { path } = source;
  const { parse = parseMarkdown } = options;
  const formats = formatsOf(options);
  const opened = openDocument(source, parse);
  if (opened.kind === "unreadable") return { kind: "unreadable", path, problem: opened.problem };
  if (opened.kind === "not-markdown") return unrecognised(path, "not-markdown");
  const { document } = opened;
  if (document.text.trim() === "") return unrecognised(path, "empty");
  const beside = source.beside === undefined ? null : openDocument(source.beside, parse);
  if (beside?.kind === "unreadable") return { kind: "unreadable", path, problem: beside.problem };
  if (namesTemplate(path)) return unrecognised(path, "template");
  const scope = {
    document,
    nodes: document.tree.children,
    beside: beside?.kind === "open" ? beside.document : null,
  };
  const nothing = unrecognised(path, isIndex(path, null) ? "index" : "no-format");
  return readRegister(document, formats) ?? readRecord(scope, formats) ?? nothing;
}

function formatsOf({ formats = allFormats, headings = [] }: ParseOptions): readonly Format[] {
  if (headings.length === 0) return formats;
  const wider = sectionsDeclaring(new Set(headings));
  return formats.map((format) => (format === sections ? wider : format));
}
