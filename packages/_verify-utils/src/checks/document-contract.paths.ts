import type {
  ColumnContract,
  ContractCell,
  ContractReading,
  DocumentContract,
  FieldValue,
} from "@phasegate/decision-records";
import { type RepoPath, toRepoPath, WorkspaceError } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { namedPaths } from "./evidence-paths.ts";

type Columns = Readonly<Record<string, ColumnContract>>;
type Cells = Readonly<Record<string, ContractCell>>;

/** Paths in the cells of a document that are neither there nor planned. */
export function pathFindings(
  document: RepoPath,
  { sections, front = {} }: DocumentContract,
  reading: ContractReading,
  context: CheckContext,
): readonly Finding[] {
  const own = cellsFindings(document, "front matter", front, reading.front, context);
  const others = Object.entries(sections).flatMap(([key, { names, columns, keys = {} }]) => {
    const section = reading.sections[key];
    if (section === undefined) return [];
    return [
      ...section.rows.flatMap(({ cells }) => cellsFindings(document, names[0], columns, cells, context)),
      ...cellsFindings(document, names[0], keys, section.keys, context),
    ];
  });
  return [...own, ...others];
}

function cellsFindings(
  document: RepoPath,
  section: string,
  columns: Columns,
  cells: Cells,
  context: CheckContext,
): readonly Finding[] {
  return Object.entries(columns).flatMap(([key, { kind, names }]) => {
    const values = kind === "paths" ? (cells[key]?.values ?? []) : [];
    return namedPaths(values, context.workspace).flatMap(({ path, value }) => {
      const why = whyMissing(path, isPlanned(value), context);
      const args = { document, section, column: names[0], path };
      return why === undefined
        ? []
        : [found("document-path-missing", { ...args, why }, locationOf(value.location))];
    });
  });
}

/** Said in words beside the path, not in it. */
function isPlanned({ raw }: FieldValue): boolean {
  return /(?<!\b(?:not|never|no longer)\s+)\bplanned\b/i.test(
    raw.replace(/`[^`]*`|\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/g, " "),
  );
}

/** Why a path is none of the repository; `undefined` when it is there, or may be once it is made. */
function whyMissing(written: string, planned: boolean, { workspace }: CheckContext): string | undefined {
  try {
    const path = toRepoPath(written);
    if (path === "") return "it is the root of the repository";
    return planned || workspace.entry(path) !== "absent" ? undefined : "it does not exist";
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return error.detail;
  }
}
