/** What a cell holds. `decision`: an id, with whatever follows it. `status`: a word of the vocabulary. `paths`: links or paths in code marks. */
export const cellKinds = ["text", "decision", "status", "paths"] as const;
export type CellKind = (typeof cellKinds)[number];

/** A column of a table, or a key of a list. */
export interface ColumnContract {
  /** Heads or keys that it goes by, case and marks aside; the first is the one to write. */
  readonly names: readonly [string, ...string[]];
  readonly kind: CellKind;
  /** Each row has to say something there. */
  readonly required: boolean;
}

/** A section that is found by its heading, wherever it stands. Without columns it is prose, and has to say something. */
export interface SectionContract {
  readonly names: readonly [string, ...string[]];
  readonly required: boolean;
  /**
   * What each row of the section says. Rows are written as a table, as list items with keys below them, or as
   * subsections with a list of keys; in the last two, the item or heading is the cell of the first column.
   */
  readonly columns: Readonly<Record<string, ColumnContract>>;
}

/** What a kind of document has to say, and where. A value, so that checks, templates and pages can be made from it. */
export interface DocumentContract {
  readonly name: string;
  readonly sections: Readonly<Record<string, SectionContract>>;
}
