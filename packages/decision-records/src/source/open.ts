import type { Root } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { UnreadableProblem } from "../model/problem.ts";
import { conflictIn } from "./conflict.ts";
import { decode } from "./decode.ts";
import { excess, limits } from "./limits.ts";
import { LineIndex } from "./lines.ts";

/** A file as bytes, or as text that is already decoded. `path` names it in locations. */
export type SourceFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly text: string };

export type Opened =
  | { readonly kind: "open"; readonly document: MarkdownDocument }
  | { readonly kind: "not-markdown" }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

/** Decodes and parses a file, within limits that keep hostile input from taking time or memory. */
export function openDocument(source: SourceFile, parse: (text: string) => Root): Opened {
  const { path } = source;
  const markdown = /\.(?:md|markdown|mdx|mdown)$/i.test(path);
  if (!markdown && !/\.ya?ml$/i.test(path)) return { kind: "not-markdown" };
  const opened = openText(source);
  if (opened.kind === "unreadable") return opened;
  const { text, lines } = opened;
  const tree = markdown ? parse(text) : { type: "root" as const, children: [] };
  return { kind: "open", document: { path, text, tree, lines } };
}

export type OpenedText =
  | { readonly kind: "open"; readonly text: string; readonly lines: LineIndex }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

/** Decodes a file within the same limits; the text comes without a byte order mark. */
export function openText(source: SourceFile): OpenedText {
  const { path } = source;
  const nowhere = () => new LineIndex(path, "", 0).location(0, 0);
  const bytes = "text" in source ? source.text.length : source.bytes.length;
  if (bytes > limits.bytes)
    return {
      kind: "unreadable",
      problem: { code: "file-too-large", bytes, limit: limits.bytes, location: nowhere() },
    };
  const raw = "text" in source ? wellFormed(source.text) : decode(source.bytes);
  if (raw === null) return { kind: "unreadable", problem: { code: "not-utf8", location: nowhere() } };
  const marked = raw.charCodeAt(0) === 0xfeff;
  const text = marked ? raw.slice(1) : raw;
  const lines = new LineIndex(path, text, marked ? 1 : 0);
  const problem = excess(text, lines);
  if (problem !== null) return { kind: "unreadable", problem };
  const conflict = conflictIn(text, lines);
  if (conflict !== null)
    return { kind: "unreadable", problem: { code: "conflict-markers", location: conflict } };
  return { kind: "open", text, lines };
}

/** The text, or `null` when it holds half a surrogate pair and so is no Unicode. */
function wellFormed(text: string): string | null {
  return /\p{Surrogate}/u.test(text) ? null : text;
}
