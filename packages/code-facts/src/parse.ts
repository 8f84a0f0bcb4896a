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

/**
 * Longest texts (UTF-16 units) whose surface and whose tree are read. Far beyond code that anyone writes, and short
 * enough to be read within the two seconds that hostile input may take.
 */
const longestSurface = 2_000_000;
export const longestTree = 800_000;

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

/** True for files that hold modules of TypeScript or JavaScript. */
export function isModulePath(path: RepoPath): boolean {
  return extensions.some((extension) => path.endsWith(extension));
}

/** The parser's reading of a file with its tree. */
export function parseTree(path: RepoPath, text: string): Parsed {
  return lastOf(path, text, "tree") ?? parse(path, text, forTree);
}

const forTree = { longest: longestTree, options: { astType: "ts", range: true } } as const;

/** The parser's reading of a file for its surface: without types and ranges there is less to hand over. */
export function parseSurface(path: RepoPath, text: string, bytes: Uint8Array | undefined): Parsed {
  const known = lastOf(path, text, "surface");
  if (known !== undefined) return known;
  const parsed = parse(path, text, { longest: longestSurface, options: { astType: "js" }, bytes });
  keepLast({ path, text, parsed, what: "surface" });
  return parsed;
}

/** The parser's reading of a file with its tree, where names that are declared twice and the like are problems too. */
export function parseStrictly(path: RepoPath, text: string): Parsed {
  const options = { ...forTree.options, showSemanticErrors: true };
  const parsed = parse(path, text, { ...forTree, options });
  // Of other problems, a reading that does not look for them says nothing.
  if (parsed.kind === "parsed") keepLast({ path, text, parsed, what: "tree" });
  return parsed;
}

interface LastParsed {
  readonly path: RepoPath;
  readonly text: string;
  readonly parsed: Parsed;
  /** A tree comes with the surface. */
  readonly what: "surface" | "tree";
}

/** Files that are edited are asked about in several ways, one after the other. */
const last: LastParsed[] = [];
const lastKept = 4;

function keepLast(one: LastParsed): void {
  if (last.unshift(one) > lastKept) last.pop();
}

function lastOf(path: RepoPath, text: string, what: LastParsed["what"]): Parsed | undefined {
  return last.find(
    (one) => one.path === path && (one.what === what || one.what === "tree") && one.text === text,
  )?.parsed;
}

function parse(
  path: RepoPath,
  text: string,
  how: { readonly longest: number; readonly options: ParserOptions; readonly bytes?: Uint8Array | undefined },
): Parsed {
  if (text.length > how.longest) return unparsable("the file is too long", [0, 0]);
  const deep = tooDeepAt(text, how.bytes);
  if (deep !== undefined) return unparsable("the code nests too deeply", [deep, deep + 1]);
  const result = parseSync(path, text, { ...optionsFor(path), ...how.options });
  const problems = result.errors.filter((error) => error.severity === "Error").map(toProblem);
  return problems.length > 0 ? { kind: "unparsable", problems } : { kind: "parsed", result };
}

function unparsable(message: string, span: Span): Parsed {
  return { kind: "unparsable", problems: [{ message, span }] };
}

/** Grammar that a path selects; the same bytes give other facts under another one. */
export function languageOf(path: RepoPath): "dts" | "ts" | "tsx" | "jsx" {
  if (path.endsWith(".tsx")) return "tsx";
  if (!path.endsWith("ts")) return "jsx";
  return path.endsWith(".d.ts") || path.endsWith(".d.mts") || path.endsWith(".d.cts") ? "dts" : "ts";
}

function optionsFor(path: RepoPath): ParserOptions {
  const lang = languageOf(path);
  const base = { lang, preserveParens: false } as const;
  return lang === "jsx" ? { ...base, sourceType: "unambiguous" } : base;
}

function toProblem(error: OxcError): ParseProblem {
  const label = error.labels[0];
  return { message: error.message, span: label === undefined ? [0, 0] : [label.start, label.end] };
}
