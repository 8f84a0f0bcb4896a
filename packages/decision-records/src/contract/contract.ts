import type { ZodType } from "zod";

/** What a cell holds. `decision`: an id, with whatever follows it. `status`: a word of the vocabulary. `paths`: links or paths in code marks. */
export const cellKinds = ["text", "decision", "status", "paths"] as const;
export type CellKind = (typeof cellKinds)[number];

/** A column of a table, a key of a list, or a key of the front matter. */
export interface ColumnContract {
  /** Heads or keys that it goes by, case and marks aside; the first is the one to write. */
  readonly names: readonly [string, ...string[]];
  readonly kind: CellKind;
  /** Each row has to say something there. */
  readonly required: boolean;
  /** What its value has to fit: the text, the id, the status, or for paths the list of texts. */
  readonly schema?: ZodType;
}

/** What is no prose of the document's own, and only counts as content where a section says so. */
export type ForeignContent = "code" | "quote";

/** A section that is found by its heading. Without columns and keys it is prose, and has to say something. */
export interface SectionContract {
  readonly names: readonly [string, ...string[]];
  /** A regular expression (with the flags `iu`) that the whole heading may match instead of being one of the names. */
  readonly pattern?: string;
  /** Level of the heading, 1 to 6; any where absent. */
  readonly level?: number;
  readonly required: boolean;
  /**
   * What each row of the section says. Rows are written as a table, as list items with keys below them, or as
   * subsections with a list of keys; in the last two, the item or heading is the cell of the first column.
   */
  readonly columns: Readonly<Record<string, ColumnContract>>;
  /** What the section itself says, as a list of `key: value`. */
  readonly keys?: Readonly<Record<string, ColumnContract>>;
  /** What counts as content beside prose, lists and tables. */
  readonly accepts?: readonly ForeignContent[];
}

/** What a kind of document has to say, and where. A value, so that checks, templates and pages can be made from it. */
export interface DocumentContract {
  readonly name: string;
  readonly sections: Readonly<Record<string, SectionContract>>;
  /** Sections stand in the order of `sections`, those of them that are there. */
  readonly ordered?: boolean;
  /** Keys of the front matter. */
  readonly front?: Readonly<Record<string, ColumnContract>>;
}

/** What a YAML or JSON document has to hold, as a whole. */
export interface DataContract {
  readonly name: string;
  readonly data: ZodType;
}

/** A contract without its schemas: what reading a document depends on. */
export function shapeOf(contract: DocumentContract): DocumentContract {
  const bare = (columns: Readonly<Record<string, ColumnContract>>) =>
    mapped(columns, ({ schema: _, ...column }): ColumnContract => column);
  return {
    ...contract,
    sections: mapped(contract.sections, (section) => ({
      ...section,
      columns: bare(section.columns),
      ...(section.keys === undefined ? {} : { keys: bare(section.keys) }),
    })),
    ...(contract.front === undefined ? {} : { front: bare(contract.front) }),
  };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
