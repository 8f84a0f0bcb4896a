import {
  type ColumnContract,
  type ContractCell,
  type ContractReading,
  cellValue,
  type DocumentContract,
  readContract,
} from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { Counterexample } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { editing, splice } from "./edits.ts";

type Pick = (reading: ContractReading) => ContractCell | undefined;

/** Edits of one cell of each column and key. */
export function columnCounterexamples(path: RepoPath, contract: DocumentContract): readonly Counterexample[] {
  const { sections, front = {} } = contract;
  const inSections = Object.entries(sections).flatMap(([key, section]) => [
    ...Object.entries(section.columns).flatMap(([name, column]) =>
      edits(
        path,
        contract,
        `“${column.names[0]}” of “${section.names[0]}”`,
        column,
        (reading) => reading.sections[key]?.rows.flatMap(({ cells }) => cells[name] ?? [])[0],
      ),
    ),
    ...Object.entries(section.keys ?? {}).flatMap(([name, column]) =>
      edits(
        path,
        contract,
        `“${column.names[0]}” of “${section.names[0]}”`,
        column,
        (reading) => reading.sections[key]?.keys[name],
      ),
    ),
  ]);
  const inFront = Object.entries(front).flatMap(([name, column]) =>
    edits(
      path,
      contract,
      `“${column.names[0]}” of the front matter`,
      column,
      (reading) => reading.front[name],
    ),
  );
  return [...inSections, ...inFront, ...(inFront.length === 0 ? [] : frontEdits(path))];
}

function edits(
  path: RepoPath,
  contract: DocumentContract,
  where: string,
  column: ColumnContract,
  pick: Pick,
): readonly Counterexample[] {
  const replaced = (what: string, by: string, expect: readonly FindingCode[]): Counterexample => ({
    name: `${path}: ${where} ${what}`,
    expect,
    at: { path },
    apply: editing(path, (text, { workspace, memo }) => {
      const answer = readContract(workspace, path, contract, memo);
      const cell = answer.kind === "read" ? pick(answer.facts) : undefined;
      return cell === undefined
        ? undefined
        : splice(text, cell.location.start.offset, cell.location.end.offset, by);
    }),
  });
  const { kind, required } = column;
  const gone = required ? [replaced("is a placeholder", "TBD", ["document-cell-missing"])] : [];
  const vague =
    required && kind === "text" ? [replaced("binds nobody", "someone", ["document-cell-vague"])] : [];
  const odd =
    kind === "decision" || kind === "status"
      ? [replaced("is not to be understood", "perhaps", ["document-cell-unreadable"])]
      : [];
  const missing =
    kind === "paths"
      ? [
          replaced("names a path that is not there", "`no/such/path.zzz`", ["document-path-missing"]),
          replaced("names a path outside", "`../path.zzz`", ["document-path-missing"]),
        ]
      : [];
  const wrong = wrongText(column);
  const invalid = wrong === undefined ? [] : [replaced(`is ${wrong}`, wrong, ["document-value-invalid"])];
  return [...gone, ...vague, ...odd, ...missing, ...invalid];
}

const wrongs = {
  text: ["zzz no such value", "-1", "0", "Z".repeat(200)],
  decision: ["Z-999"],
  status: ["draft", "withdrawn", "open"],
  paths: ["`no/such/path.zzz`"],
} as const;

/** A text that a schema does not admit. */
function wrongText(column: ColumnContract): string | undefined {
  const { kind, schema } = column;
  if (schema === undefined) return undefined;
  return wrongs[kind].find((text) => {
    const value = { text, raw: text, prose: text, continues: false, links: [] };
    const point = { line: 1, column: 1, offset: 0 };
    const location = { path: "", start: point, end: point };
    const status = kind === "status" ? (wrongs.status.find((word) => word === text) ?? null) : null;
    const cell = { text, values: [{ ...value, location }], id: text, status, location };
    return !schema.safeParse(cellValue(cell, column)).success;
  });
}

function frontEdits(path: RepoPath): readonly Counterexample[] {
  const front = /^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/;
  return [
    {
      name: `${path}: its front matter stands behind a line`,
      expect: ["document-section-missing", "document-cell-missing"],
      apply: editing(path, (text) => (front.test(text) ? `A remark.\n\n${text}` : undefined)),
    },
    {
      name: `${path}: its front matter is no YAML`,
      expect: "document-data-unreadable",
      apply: editing(path, (text) =>
        front.test(text) ? text.replace(/^(\ufeff?---\r?\n)/, "$1probe: [\n") : undefined,
      ),
    },
  ];
}
