import { fieldValue, tidy } from "../declare/declaration.ts";
import { idOfEntry } from "../identity/entry-id.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import { statedAtStart } from "../speech/stated.ts";
import type { ColumnContract } from "./contract.ts";
import { isIdle, isPlaceholder } from "./idle.ts";
import type { Columns, RawRow } from "./raw-rows.ts";
import type { ContractCell, ContractProblem } from "./reading.ts";

/** Understands the cells of one section, and notes what is wrong with them. */
export class CellReader {
  readonly #document: MarkdownDocument;
  readonly #section: string;
  readonly #problems: ContractProblem[];

  constructor(document: MarkdownDocument, section: string, problems: ContractProblem[]) {
    this.#document = document;
    this.#section = section;
    this.#problems = problems;
  }

  /** @param row what the row is called; `""` outside of rows */
  cells(
    { cells: raw, again }: Pick<RawRow, "cells" | "again">,
    columns: Columns,
    row: string,
    location: ContractProblem["location"],
  ): Readonly<Record<string, ContractCell>> {
    const cells: Record<string, ContractCell> = {};
    for (const [key, column] of columns) {
      const cell = this.#cell(raw.get(key) ?? [], column);
      const where = { section: this.#section, column: column.names[0] };
      if (again.has(key)) this.#problems.push({ code: "cell-repeated", ...where, location });
      if (cell !== null) {
        cells[key] = cell;
        this.#judge(cell, column, row);
      } else if (column.required) this.#problems.push({ code: "cell-missing", ...where, row, location });
    }
    return cells;
  }

  /** What lines show, without what is crossed out. */
  told(lines: readonly InlineLine[]): string {
    return tidy(lines.map((line) => withoutStruck(line).text).join(" "));
  }

  #cell(lines: readonly InlineLine[], { kind }: ColumnContract): ContractCell | null {
    const values = lines.flatMap((line) => fieldValue(this.#document, withoutStruck(line)) ?? []);
    const [first] = values;
    const last = values.at(-1);
    const text = values.map((value) => value.text).join(" ");
    if (first === undefined || last === undefined || isPlaceholder(text)) return null;
    const location = { ...first.location, end: last.location.end };
    const id = kind === "decision" ? idOf(text) : null;
    // A status with a question mark is a question.
    const stated = kind === "status" && !/[?？]/u.test(text) ? statedAtStart(text, "after-mark") : null;
    const [status, ...more] = stated === null || stated.negated ? [] : stated.statuses;
    return { text, values, id, status: more.length > 0 ? null : (status ?? null), location };
  }

  #judge(cell: ContractCell, { names, kind, required }: ColumnContract, row: string): void {
    const { text, location } = cell;
    const where = { section: this.#section, column: names[0], location };
    const isUnderstood =
      (kind !== "decision" || cell.id !== null) && (kind !== "status" || cell.status !== null);
    if (!isUnderstood) this.#problems.push({ code: "cell-unreadable", ...where, kind, text });
    else if (kind === "text" && required && isIdle(text))
      this.#problems.push({ code: "cell-vague", ...where, row, text });
  }
}

/** Case and kinds of dashes do not matter in a cell: `d‑009` is D-009. */
function idOf(text: string): string | null {
  return idOfEntry(text.toUpperCase().replace(/\p{Pd}/gu, "-"))?.id ?? null;
}
