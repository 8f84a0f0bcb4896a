import type { RepoPath } from "@phasegate/workspace";
import { type OxcError, type ParseResult, type ParserOptions, parseSync } from "oxc-parser";
import type { Span } from "./location.ts";
import { tooDeepAt } from "./nesting.ts";

export interface ParseProblem {
  readonly message: string;
  readonly span: Span;
}

export type Parsed =
  | { readonly kind: "parsed"; readonly result: ParseResult }
  | { readonly kind: "unparsable"; readonly problems: readonly ParseProblem[] };

/** Files longer than this (UTF-16 units) are not parsed: 20 MB of one module is data, not code that a gate can judge. */
const maxLength = 20_000_000;

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

/** True for files that hold modules of TypeScript or JavaScript. */
export function isModulePath(path: RepoPath): boolean {
  return extensions.some((extension) => path.endsWith(extension));
}

/** The parser's reading of a file; `program` is only materialised when asked for. */
export function parse(path: RepoPath, text: string): Parsed {
  if (text.length > maxLength) return unparsable("the file is too long", [0, 0]);
  const deep = tooDeepAt(text);
  if (deep !== undefined) return unparsable("the code nests too deeply", [deep, deep + 1]);
  const result = parseSync(path, text, optionsFor(path));
  const problems = result.errors.filter((error) => error.severity === "Error").map(toProblem);
  return problems.length > 0 ? { kind: "unparsable", problems } : { kind: "parsed", result };
}

function unparsable(message: string, span: Span): Parsed {
  return { kind: "unparsable", problems: [{ message, span }] };
}

/** Grammar that a path selects; the same bytes give other facts under another one. */
export function languageOf(path: RepoPath): "dts" | "ts" | "tsx" | "jsx" {
  if (/\.d\.[cm]?ts$/.test(path)) return "dts";
  if (/\.[cm]?ts$/.test(path)) return "ts";
  return path.endsWith(".tsx") ? "tsx" : "jsx";
}

function optionsFor(path: RepoPath): ParserOptions {
  const lang = languageOf(path);
  const base = { lang, astType: "ts", range: true, preserveParens: false } as const;
  return lang === "jsx" ? { ...base, sourceType: "unambiguous" } : base;
}

function toProblem(error: OxcError): ParseProblem {
  const label = error.labels[0];
  return { message: error.message, span: label === undefined ? [0, 0] : [label.start, label.end] };
}
