import type { RootContent } from "mdast";
import { fieldValue, tidy } from "../declare/declaration.ts";
import { idOfEntry } from "../identity/entry-id.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { type InlineLine, span } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import { statedAtStart } from "../speech/stated.ts";
import { isNothing } from "../status/references.ts";
import type { ColumnContract, DocumentContract, SectionContract } from "./contract.ts";
import { type RawRow, rawRows, sameName, saysSomething } from "./raw-rows.ts";
import type {
  ContractCell,
  ContractProblem,
  ContractReading,
  ContractRow,
  SectionReading,
} from "./reading.ts";

/** Reads a document by its contract: what it says, and where it departs from what it has to say. */
export function contractReading(document: MarkdownDocument, contract: DocumentContract): ContractReading {
  const sections: Record<string, SectionReading> = {};
  const problems: ContractProblem[] = [];
  for (const [key, section] of Object.entries(contract.sections)) {
    const [first, second] = sectionsNamed(document, section);
    const [name] = section.names;
    if (first === undefined) {
      const location = document.lines.location(0, 0);
      if (section.required) problems.push({ code: "section-missing", section: name, location });
      continue;
    }
    if (second !== undefined)
      problems.push({ code: "section-repeated", section: name, location: second.location });
    const reader = new SectionReader(document, section, problems);
    sections[key] = { rows: reader.rows(first), location: first.location };
  }
  return { sections, problems };
}

interface Found {
  readonly blocks: readonly RootContent[];
  readonly location: SectionReading["location"];
}

function sectionsNamed(document: MarkdownDocument, { names }: SectionContract): Found[] {
  const { children } = document.tree;
  return children.flatMap((node, index) => {
    if (node.type !== "heading") return [];
    const written = headingText(document.text, node);
    if (!names.some((name) => sameName(name, written))) return [];
    const next = children.findIndex(
      (later, at) => at > index && later.type === "heading" && later.depth <= node.depth,
    );
    const blocks = children.slice(index + 1, next < 0 ? children.length : next);
    const { start, end } = span(node);
    return [{ blocks, location: document.lines.location(start, end) }];
  });
}

class SectionReader {
  readonly #document: MarkdownDocument;
  readonly #section: SectionContract;
  readonly #problems: ContractProblem[];

  constructor(document: MarkdownDocument, section: SectionContract, problems: ContractProblem[]) {
    this.#document = document;
    this.#section = section;
    this.#problems = problems;
  }

  rows({ blocks, location }: Found): ContractRow[] {
    const [name] = this.#section.names;
    const rows = rawRows(this.#document, blocks, this.#section);
    const isProse = Object.keys(this.#section.columns).length === 0;
    const says = isProse ? blocks.some((block) => saysSomething(this.#document, block)) : rows.length > 0;
    if (!says && this.#section.required)
      this.#problems.push({ code: "section-empty", section: name, location });
    return rows.map((row) => this.#row(row));
  }

  #row(raw: RawRow): ContractRow {
    const location = this.#document.lines.location(raw.start, raw.end);
    const cells: Record<string, ContractCell> = {};
    for (const [key, column] of Object.entries(this.#section.columns)) {
      const cell = this.#cell(raw.cells.get(key) ?? [], column);
      if (cell !== null) {
        cells[key] = cell;
        this.#judge(cell, column);
      } else if (column.required) this.#missing(raw, column, location);
    }
    return { cells, location };
  }

  #cell(lines: readonly InlineLine[], { kind }: ColumnContract): ContractCell | null {
    const values = lines.flatMap((line) => fieldValue(this.#document, withoutStruck(line)) ?? []);
    const [first] = values;
    const last = values.at(-1);
    const text = values.map((value) => value.text).join(" ");
    if (first === undefined || last === undefined || isNothing(text)) return null;
    const location = { ...first.location, end: last.location.end };
    const id = kind === "decision" ? idOf(text) : null;
    const stated = kind === "status" ? statedAtStart(text, "after-mark") : null;
    const [status, ...more] = stated === null || stated.negated ? [] : stated.statuses;
    return { text, values, id, status: more.length > 0 ? null : (status ?? null), location };
  }

  #judge(cell: ContractCell, { names, kind }: ColumnContract): void {
    const understood =
      (kind !== "decision" || cell.id !== null) && (kind !== "status" || cell.status !== null);
    if (understood) return;
    const { text, location } = cell;
    const [section] = this.#section.names;
    this.#problems.push({ code: "cell-unreadable", section, column: names[0], kind, text, location });
  }

  #missing(raw: RawRow, column: ColumnContract, location: ContractProblem["location"]): void {
    const [head] = Object.keys(this.#section.columns);
    const row = tidy((raw.cells.get(head ?? "") ?? []).map(({ text }) => text).join(" "));
    const [section] = this.#section.names;
    this.#problems.push({ code: "cell-missing", section, column: column.names[0], row, location });
  }
}

/** Case and kinds of dashes do not matter in a cell: `d‑009` is D-009. */
function idOf(text: string): string | null {
  return idOfEntry(text.toUpperCase().replace(/\p{Pd}/gu, "-"))?.id ?? null;
}
