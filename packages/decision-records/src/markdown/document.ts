import type { Root, RootContent } from "mdast";
import type { Location } from "../model/location.ts";
import type { LineIndex } from "../source/lines.ts";
import { span } from "./inline.ts";

/** A file that was read and parsed. */
export interface MarkdownDocument {
  readonly path: string;
  /** Decoded text without a byte order mark. Offsets inside the library count in it; `lines` turns them into places. */
  readonly text: string;
  readonly tree: Root;
  readonly lines: LineIndex;
}

/** A stretch of a document that describes one decision: a whole file, or one entry of a register. */
export interface Scope {
  readonly document: MarkdownDocument;
  readonly nodes: readonly RootContent[];
  /** A file beside this one that holds its keys, such as `kep.yaml`. */
  readonly beside: MarkdownDocument | null;
}

export function scopeLocation(scope: Scope): Location {
  const { document, nodes } = scope;
  const first = nodes[0];
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return document.lines.location(0, document.text.length);
  return document.lines.location(span(first).start, span(last).end);
}
