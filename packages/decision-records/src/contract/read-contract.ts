import type { RootContent } from "mdast";
import { listDeclarations } from "../declare/list.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { CellReader } from "./cells.ts";
import type { DocumentContract, SectionContract } from "./contract.ts";
import { type FoundSection, sectionsNamed } from "./find-sections.ts";
import { saysSomething } from "./idle.ts";
import { type Columns, keyCells, rawRows } from "./raw-rows.ts";
import { readFront } from "./read-front.ts";
import type { ContractCell, ContractProblem, ContractReading, SectionReading } from "./reading.ts";

/** Reads a document by its contract: what it says, and where it departs from what it has to say. */
export function contractReading(document: MarkdownDocument, contract: DocumentContract): ContractReading {
  const sections: Record<string, SectionReading> = {};
  const problems: ContractProblem[] = [];
  const front = frontCells(document, contract, problems);
  let last: { readonly at: number; readonly name: string } | undefined;
  for (const [key, section] of Object.entries(contract.sections)) {
    const [first, ...others] = sectionsNamed(document, section);
    const [name] = section.names;
    if (first === undefined) {
      const location = document.lines.location(0, 0);
      if (section.required) problems.push({ code: "section-missing", section: name, location });
      continue;
    }
    for (const { location } of others) problems.push({ code: "section-repeated", section: name, location });
    const { at, location, level } = first;
    if (section.level !== undefined && section.level !== level)
      problems.push({ code: "section-level", section: name, expected: section.level, level, location });
    if (contract.ordered === true && last !== undefined && at < last.at)
      problems.push({ code: "section-order", section: name, after: last.name, location });
    else last = { at, name };
    sections[key] = sectionReading(document, section, first, problems);
  }
  return { sections, front, problems };
}

function sectionReading(
  document: MarkdownDocument,
  section: SectionContract,
  { blocks, location, whole }: FoundSection,
  problems: ContractProblem[],
): SectionReading {
  const [name] = section.names;
  const reader = new CellReader(document, name, problems);
  const raw = rawRows(document, blocks, section);
  const columns = Object.entries(section.columns);
  const keyed = Object.entries(section.keys ?? {});
  const declarations = keyDeclarations(document, blocks, keyed);
  const isProse = columns.length === 0 && keyed.length === 0;
  const isTold = isProse
    ? blocks.some((block) => saysSomething(document, block, section.accepts))
    : raw.length > 0 || (columns.length === 0 && declarations.cells.size > 0);
  if (!isTold && section.required) problems.push({ code: "section-empty", section: name, location });
  const rows = raw.map((row) => {
    const at = document.lines.location(row.start, row.end);
    const head = reader.told(row.cells.get(columns[0]?.[0] ?? "") ?? []);
    return { cells: reader.cells(row, columns, head, at), location: at };
  });
  return { rows, keys: reader.cells(declarations, keyed, "", location), location, whole };
}

function keyDeclarations(
  document: MarkdownDocument,
  blocks: readonly RootContent[],
  keyed: Columns,
): ReturnType<typeof keyCells> {
  const lists = keyed.length === 0 ? [] : blocks;
  const declarations = lists.flatMap((block) =>
    block.type === "list" ? listDeclarations(document, block) : [],
  );
  return keyCells(declarations, keyed);
}

function frontCells(
  document: MarkdownDocument,
  { front }: DocumentContract,
  problems: ContractProblem[],
): Readonly<Record<string, ContractCell>> {
  if (front === undefined) return {};
  const read = readFront(document);
  const columns = Object.entries(front);
  if (read.kind === "none") {
    const location = document.lines.location(0, 0);
    if (columns.some(([, { required }]) => required)) problems.push({ code: "front-missing", location });
    return {};
  }
  if (read.kind === "broken") {
    const { detail, start, end } = read;
    problems.push({ code: "front-unreadable", detail, location: document.lines.location(start, end) });
    return {};
  }
  const reader = new CellReader(document, "front matter", problems);
  const location = document.lines.location(0, read.end);
  return reader.cells(keyCells(read.declarations, columns), columns, "", location);
}
