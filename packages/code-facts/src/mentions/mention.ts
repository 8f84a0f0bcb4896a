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

/** As it is kept: three values a mention. A computed one has its kind counted from `mentionKinds.length`. */
export type PackedMentions = readonly (number | string)[];

export function packMentions(mentions: readonly Mention[]): PackedMentions {
  return mentions.flatMap(({ kind, text, computed, offset }) => [
    mentionKinds.indexOf(kind) + (computed ? mentionKinds.length : 0),
    offset,
    text,
  ]);
}

export function unpackMentions(packed: PackedMentions): readonly Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at + 2 < packed.length; at += 3) {
    const [code, offset, text] = [packed[at], packed[at + 1], packed[at + 2]];
    if (typeof code !== "number" || typeof offset !== "number" || typeof text !== "string") continue;
    const kind = mentionKinds[code % mentionKinds.length];
    if (kind !== undefined) mentions.push({ kind, text, computed: code >= mentionKinds.length, offset });
  }
  return mentions;
}
