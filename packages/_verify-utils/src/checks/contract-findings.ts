import {
  type ColumnContract,
  type ContractCell,
  type ContractProblem,
  type ContractReading,
  cellValue,
  type DocumentContract,
} from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, locationOf } from "../finding.ts";
import { issuesOf } from "./schema-issues.ts";

const expected = {
  text: "text",
  decision: "the id of a decision, first",
  status: "a status of the vocabulary, alone",
  paths: "links, or paths in code marks",
} as const;

const hows = {
  "section-missing": "missing",
  "section-empty": "empty",
  "section-repeated": "repeated",
} as const;

const frontMatter = "front matter";

/** Everything in which a document departs from its contract, the schemas of its values included. */
export function contractFindings(
  document: RepoPath,
  contract: DocumentContract,
  reading: ContractReading,
): readonly Finding[] {
  return [
    ...reading.problems.map((problem) => contractFinding(document, problem)),
    ...valueFindings(document, contract, reading),
  ];
}

export function contractFinding(document: RepoPath, problem: ContractProblem): Finding {
  const at = locationOf(problem.location);
  switch (problem.code) {
    case "section-missing":
    case "section-empty":
    case "section-repeated": {
      const { section } = problem;
      return found("document-section-missing", { document, section, how: hows[problem.code] }, at);
    }
    case "front-missing":
      return found("document-section-missing", { document, section: frontMatter, how: "missing" }, at);
    case "front-unreadable": {
      const { detail } = problem;
      return found("document-data-unreadable", { document, problem: "syntax", detail }, at);
    }
    case "section-level": {
      const { section, expected: level, level: got } = problem;
      const args = { document, section, expected: `level ${level}`, got: `level ${got}` };
      return found("document-section-misplaced", args, at);
    }
    case "section-order": {
      const { section, after } = problem;
      const args = { document, section, expected: `after “${after}”`, got: `before “${after}”` };
      return found("document-section-misplaced", args, at);
    }
    case "cell-missing": {
      const { section, column, row } = problem;
      return found("document-cell-missing", { document, section, column, row }, at);
    }
    case "cell-repeated": {
      const { section, column } = problem;
      return found("document-cell-repeated", { document, section, column }, at);
    }
    case "cell-vague": {
      const { section, column, text } = problem;
      return found("document-cell-vague", { document, section, column, text }, at);
    }
    case "cell-unreadable": {
      const { section, column, text, kind } = problem;
      const args = { document, section, column, text, expected: expected[kind] };
      return found("document-cell-unreadable", args, at);
    }
  }
}

type Columns = Readonly<Record<string, ColumnContract>>;
type Cells = Readonly<Record<string, ContractCell>>;

function valueFindings(
  document: RepoPath,
  { sections, front = {} }: DocumentContract,
  reading: ContractReading,
): readonly Finding[] {
  const own = cellsFindings(document, frontMatter, front, reading.front);
  const others = Object.entries(sections).flatMap(([key, { names, columns, keys = {} }]) => {
    const section = reading.sections[key];
    if (section === undefined) return [];
    const where = `“${names[0]}”`;
    return [
      ...section.rows.flatMap(({ cells }) => cellsFindings(document, where, columns, cells)),
      ...cellsFindings(document, where, keys, section.keys),
    ];
  });
  return [...own, ...others];
}

function cellsFindings(
  document: RepoPath,
  where: string,
  columns: Columns,
  cells: Cells,
): readonly Finding[] {
  return Object.entries(columns).flatMap(([key, column]) => {
    const cell = cells[key];
    const value = cell === undefined ? null : cellValue(cell, column);
    // What is not there, or not understood, has been told.
    if (cell === undefined || value === null || column.schema === undefined) return [];
    return issuesOf(column.schema, value).map(({ expected: wanted, got }) => {
      const args = { document, where: `“${column.names[0]}” of ${where}`, expected: wanted, got };
      return found("document-value-invalid", args, locationOf(cell.location));
    });
  });
}
