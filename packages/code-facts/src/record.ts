import type { Span } from "./location.ts";
import type { ParseProblem } from "./parse.ts";

/**
 * What a module says about its surface: all that the module graph needs, and small enough to be kept for every file.
 * Follows from the bytes and the grammar alone, and survives JSON.
 */
export type ModuleRecord =
  | ReadableRecord
  | { readonly kind: "unparsable"; readonly problems: readonly ParseProblem[] };

export interface ReadableRecord {
  readonly kind: "module";
  readonly imports: readonly ImportRecord[];
  readonly exports: readonly ExportRecord[];
  readonly stars: readonly StarRecord[];
  readonly dynamic: readonly DynamicRecord[];
  /** Assigns `module.exports`, `exports.x` or `export =`: its exports are decided when it runs. */
  readonly commonJs: boolean;
}

export interface ImportRecord {
  readonly specifier: string;
  readonly span: Span;
  readonly typeOnly: boolean;
  /** Empty for an import for effect. */
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  /** Exported name, `default`, or `*` for the namespace. */
  readonly imported: string;
  readonly local: string;
  readonly span: Span;
  readonly typeOnly: boolean;
}

/** `from` is present for a re-export; `local` is absent for an anonymous default. */
export interface ExportRecord {
  readonly exported: string;
  readonly local?: string;
  readonly from?: { readonly specifier: string; readonly imported: string };
  readonly span: Span;
  readonly typeOnly: boolean;
}

export interface StarRecord {
  readonly specifier: string;
  readonly span: Span;
  readonly typeOnly: boolean;
}

/** `specifier` is `null` when it is computed. */
export interface DynamicRecord {
  readonly kind: "import" | "require" | "import-type" | "import-equals";
  readonly specifier: string | null;
  readonly span: Span;
}
