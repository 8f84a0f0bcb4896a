import type { RepoPath } from "@phasegate/workspace";
import { type ParserOptions, parseSync } from "oxc-parser";
import type { Node } from "./nodes.ts";

/** Line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Location {
  readonly start: Position;
  /** Behind the last character. */
  readonly end: Position;
}

/** A module's text with its tree. */
export interface Source {
  readonly path: RepoPath;
  readonly text: string;
  readonly program: Node;
  textOf(node: Node): string;
  location(start: number, end: number): Location;
}

/** First syntax error of a text that does not parse. */
export interface SyntaxProblem {
  readonly message: string;
  readonly at: Position;
}

const languages = {
  ts: "ts",
  mts: "ts",
  cts: "ts",
  tsx: "tsx",
  js: "jsx",
  mjs: "jsx",
  cjs: "jsx",
  jsx: "jsx",
} as const;

/** True for files whose edits can be thought of: modules of TypeScript or JavaScript, declarations aside. */
export function isMutable(path: RepoPath): boolean {
  return languageOf(path) !== undefined && !/\.d\.[cm]?ts$/.test(path);
}

function languageOf(path: RepoPath) {
  const extension = /\.([cm]?[jt]sx?)$/.exec(path)?.[1];
  return Object.entries(languages).find(([name]) => name === extension)?.[1];
}

export function parseSource(path: RepoPath, text: string): Source | SyntaxProblem {
  const result = parseSync(path, text, optionsFor(path));
  const lines = lineStarts(text);
  const error = result.errors.find((one) => one.severity === "Error");
  if (error !== undefined) {
    return { message: error.message, at: position(lines, error.labels[0]?.start ?? 0) };
  }
  return {
    path,
    text,
    program: result.program,
    textOf: (node) => text.slice(node.start, node.end),
    location: (start, end) => ({ start: position(lines, start), end: position(lines, end) }),
  };
}

/** Whether a text is one that can be loaded at all. */
export function parses(path: RepoPath, text: string): boolean {
  return parseSync(path, text, optionsFor(path)).errors.every((error) => error.severity !== "Error");
}

function optionsFor(path: RepoPath): ParserOptions {
  const lang = languageOf(path) ?? "ts";
  const base = { lang, preserveParens: false, astType: "ts" } as const;
  return lang === "jsx" ? { ...base, sourceType: "unambiguous" } : base;
}

/** Line terminators of ECMA-262 §12.3: LF, CR, CRLF, U+2028, U+2029. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return starts;
}

function position(starts: readonly number[], offset: number): Position {
  const after = starts.findIndex((start) => start > offset);
  const line = after === -1 ? starts.length : after;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}
