import type { RepoPath } from "@phasegate/workspace";
import { type OxcError, type ParseResult, type ParserOptions, parseSync } from "oxc-parser";
import type { Span } from "./location.ts";
import { tooDeepAt } from "./nesting.ts";
import { parseInBlock } from "./parse-in-block.ts";

export interface ParseProblem {
  readonly message: string;
  readonly span: Span;
}

export type Parsed<Result> =
  | { readonly kind: "parsed"; readonly result: Result }
  | { readonly kind: "unparsable"; readonly problems: readonly ParseProblem[] };

/** What is read of a file without its tree. */
export type Surface = Omit<ParseResult, "program">;

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
export function parseTree(path: RepoPath, text: string): Parsed<ParseResult> {
  return lastOf(path, text)?.tree ?? parse(text, longestTree, undefined, () => withTree(path, text, {}));
}

/** The parser's reading of a file for its surface: a tree is not handed over. */
export function parseSurface(path: RepoPath, text: string, bytes: Uint8Array | undefined): Parsed<Surface> {
  const known = lastOf(path, text)?.surface;
  if (known !== undefined) return known;
  const options = { ...optionsFor(path), astType: "ts" } as const;
  const surface = parse<Surface>(
    text,
    longestSurface,
    bytes,
    () => parseInBlock(path, text, options) ?? parseSync(path, text, options),
  );
  keepLast({ path, text, surface });
  return surface;
}

/** The parser's reading of a file with its tree, where names that are declared twice and the like are problems too. */
export function parseStrictly(path: RepoPath, text: string): Parsed<ParseResult> {
  const read = () => withTree(path, text, { showSemanticErrors: true });
  const tree = parse(text, longestTree, undefined, read);
  // Of other problems, a reading that does not look for them says nothing.
  if (tree.kind === "parsed") keepLast({ path, text, surface: tree, tree });
  return tree;
}

interface LastParsed {
  readonly path: RepoPath;
  readonly text: string;
  readonly surface: Parsed<Surface>;
  readonly tree?: Parsed<ParseResult>;
}

/** Files that are edited are asked about in several ways, one after the other. */
const last: LastParsed[] = [];
const lastKept = 4;

function keepLast(one: LastParsed): void {
  if (last.unshift(one) > lastKept) last.pop();
}

function lastOf(path: RepoPath, text: string): LastParsed | undefined {
  return last.find((one) => one.path === path && one.text === text);
}

function withTree(path: RepoPath, text: string, options: ParserOptions): ParseResult {
  return parseSync(path, text, { ...optionsFor(path), astType: "ts", range: true, ...options });
}

function parse<Result extends Surface>(
  text: string,
  longest: number,
  bytes: Uint8Array | undefined,
  read: () => Result,
): Parsed<Result> {
  if (text.length > longest) return unparsable("the file is too long", [0, 0]);
  const deep = tooDeepAt(text, bytes);
  if (deep !== undefined) return unparsable("the code nests too deeply", [deep, deep + 1]);
  const result = tryTo(read);
  if (result instanceof Error) return unparsable(result.message, [0, 0]);
  const problems = result.errors.filter((error) => error.severity === "Error").map(toProblem);
  return problems.length > 0 ? { kind: "unparsable", problems } : { kind: "parsed", result };
}

/** The parser gives up on some text that is too much for it. */
function tryTo<Result>(read: () => Result): Result | Error {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function unparsable(message: string, span: Span): Parsed<never> {
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
