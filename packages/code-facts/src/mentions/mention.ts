import { LineTable } from "../location.ts";

/**
 * How a module names another file or package. `value`: `import` and `export … from` that are there at run time; `type`:
 * what is gone at run time (`import type`, `import("x")` types, `/// <reference>`, JSDoc of JavaScript); `dynamic`:
 * `import()`; `require`: `require()` and loaders made by `createRequire`; `resolve`: asks only where it lies
 * (`require.resolve`, `import.meta.resolve`, `new URL(x, import.meta.url)`); `mock`: Vitest's and Jest's stand-ins.
 */
export const mentionKinds = ["value", "type", "dynamic", "require", "resolve", "mock"] as const;
export type MentionKind = (typeof mentionKinds)[number];

export interface Mention {
  readonly kind: MentionKind;
  /** What is named; of a computed name, what it certainly begins with. */
  readonly text: string;
  readonly computed: boolean;
  /** Where it stands, in UTF-16 units of the file's text. */
  readonly offset: number;
}

/** With where it stands for a reader; both count from 1, columns in UTF-16 units. */
export interface PlacedMention extends Mention {
  readonly line: number;
  readonly column: number;
}

export function placeMentions(mentions: readonly Mention[], text: string): readonly PlacedMention[] {
  const last = mentions.reduce((most, { offset }) => Math.max(most, offset), 0);
  // Most of them stand at the top: the lines below do not matter.
  const lines = new LineTable(text.slice(0, last));
  return mentions.map((mention) => {
    const { line, column } = lines.position(mention.offset);
    return { ...mention, line, column };
  });
}

/** As it is kept: five values a mention. A computed one has its kind counted from `mentionKinds.length`. */
export type PackedMentions = readonly (number | string)[];

export function packMentions(mentions: readonly PlacedMention[]): PackedMentions {
  return mentions.flatMap(({ kind, text, computed, offset, line, column }) => [
    mentionKinds.indexOf(kind) + (computed ? mentionKinds.length : 0),
    offset,
    line,
    column,
    text,
  ]);
}

export function unpackMentions(packed: PackedMentions): readonly PlacedMention[] {
  const mentions: PlacedMention[] = [];
  for (let at = 0; at + 4 < packed.length; at += 5) {
    const [code, offset, line] = [packed[at], packed[at + 1], packed[at + 2]];
    const [column, text] = [packed[at + 3], packed[at + 4]];
    if (typeof code !== "number" || typeof offset !== "number" || typeof text !== "string") continue;
    if (typeof line !== "number" || typeof column !== "number") continue;
    const kind = mentionKinds[code % mentionKinds.length];
    if (kind === undefined) continue;
    mentions.push({ kind, text, computed: code >= mentionKinds.length, offset, line, column });
  }
  return mentions;
}
