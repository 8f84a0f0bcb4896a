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
  return mentions.map(({ kind, text: named, computed, offset }) => {
    const { line, column } = lines.position(offset);
    return { kind, text: named, computed, offset, line, column };
  });
}

/** As it is kept: five values a mention. A computed one has its kind counted from `mentionKinds.length`. */
export type PackedMentions = readonly (number | string)[];

export function packMentions(mentions: readonly PlacedMention[]): PackedMentions {
  const packed: (number | string)[] = [];
  for (const { kind, text, computed, offset, line, column } of mentions) {
    const packedKind = mentionKinds.indexOf(kind) + (computed ? mentionKinds.length : 0);
    packed.push(packedKind, offset, line, column, text);
  }
  return packed;
}

export function countOf(packed: PackedMentions): number {
  return packed.length / fields;
}

/** @throws TypeError for what {@link packMentions} did not make */
export function kindAt(packed: PackedMentions, at: number): MentionKind {
  return mentionKinds[numberAt(packed, at, 0) % mentionKinds.length] ?? malformed();
}

/** @throws TypeError for what {@link packMentions} did not make */
export function isComputedAt(packed: PackedMentions, at: number): boolean {
  return numberAt(packed, at, 0) >= mentionKinds.length;
}

/** @throws TypeError for what {@link packMentions} did not make */
export function textAt(packed: PackedMentions, at: number): string {
  const text = packed[at * fields + 4];
  return typeof text === "string" ? text : malformed();
}

/** @throws TypeError for what {@link packMentions} did not make */
export function mentionAt(packed: PackedMentions, at: number): PlacedMention {
  return {
    kind: kindAt(packed, at),
    text: textAt(packed, at),
    computed: isComputedAt(packed, at),
    offset: numberAt(packed, at, 1),
    line: numberAt(packed, at, 2),
    column: numberAt(packed, at, 3),
  };
}

const fields = 5;

function numberAt(packed: PackedMentions, at: number, field: number): number {
  const value = packed[at * fields + field];
  return typeof value === "number" ? value : malformed();
}

/** A mention that was left out would be an import that nobody judges. */
function malformed(): never {
  throw new TypeError("kept mentions are not of the shape that is written");
}
