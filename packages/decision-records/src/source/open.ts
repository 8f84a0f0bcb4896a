import type { MarkdownDocument } from "../markdown/document.ts";
import { parseMarkdown } from "../markdown/parse.ts";
import type { UnreadableProblem } from "../model/problem.ts";
import type { SourceFile } from "../parse.ts";
import { decode } from "./decode.ts";
import { excess } from "./limits.ts";
import { LineIndex } from "./lines.ts";

export type Opened =
  | { readonly kind: "open"; readonly document: MarkdownDocument }
  | { readonly kind: "not-markdown" }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

/** Decodes and parses a file, within limits that keep hostile input from taking time or memory. */
export function openDocument(source: SourceFile): Opened {
  const { path } = source;
  const markdown = /\.(?:md|markdown|mdx|mdown)$/i.test(path);
  if (!markdown && !/\.ya?ml$/i.test(path)) return { kind: "not-markdown" };
  const raw = "text" in source ? source.text : decode(source.bytes);
  if (raw === null)
    return {
      kind: "unreadable",
      problem: { code: "not-utf8", location: new LineIndex(path, "", 0).location(0, 0) },
    };
  const marked = raw.charCodeAt(0) === 0xfeff;
  const text = marked ? raw.slice(1) : raw;
  const lines = new LineIndex(path, text, marked ? 1 : 0);
  const problem = excess(text, lines);
  if (problem !== null) return { kind: "unreadable", problem };
  const tree = markdown ? parseMarkdown(text) : { type: "root" as const, children: [] };
  return { kind: "open", document: { path, text, tree, lines } };
}
