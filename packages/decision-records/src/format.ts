import type { Declaration } from "./declare/declaration.ts";
import type { MarkdownDocument, Scope } from "./markdown/document.ts";
import type { InlineLine } from "./markdown/inline.ts";
import type { Location } from "./model/location.ts";

/** One decision of a register. */
export interface Entry {
  readonly id: string | null;
  /** The title's line, id removed; `null` when the entry has none. */
  readonly title: InlineLine | null;
  /** What the entry consists of; formats of kind `record` look for declarations in it. */
  readonly scope: Scope;
  /** What the register itself declares of the entry (a row's cells), beside what stands in the scope. */
  readonly declarations: readonly Declaration[];
  readonly location: Location;
}

/**
 * A way to write what a decision declares: `- Status: accepted`, a `## Status` section, front matter, a table …
 * It reads a whole file, or one entry of a register, and says what it finds, or nothing.
 */
export interface RecordFormat {
  readonly kind: "record";
  readonly name: string;
  readonly declarations: (scope: Scope) => readonly Declaration[];
}

/** A way to keep many decisions in one file. It says how the file is divided, or nothing when it is not such a file. */
export interface RegisterFormat {
  readonly kind: "register";
  readonly name: string;
  readonly entries: (document: MarkdownDocument) => readonly Entry[];
}

export type Format = RecordFormat | RegisterFormat;
