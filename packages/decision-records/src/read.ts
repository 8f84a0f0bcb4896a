import { dirname } from "node:path/posix";
import { type Memo, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { type DecisionFile, decisionFileSchema } from "./model/file.ts";
import { parseDecisions } from "./parse.ts";
import { LineIndex } from "./source/lines.ts";
import type { SourceFile } from "./source/open.ts";

/** Counts up when the same bytes are to be read otherwise than before. */
const namespace = "decision-records/2";

/**
 * Reads the decisions of one file of a workspace, with the `kep.yaml` beside it if there is one.
 * @param path relative to the repository root
 * @param memo keeps what was read, by the digests of the files
 * @param headings keys that headings declare beyond the ones that every decision has
 * @returns `undefined` when nothing is at the path; a file that the workspace refuses is `unreadable`
 */
export function readDecisions(
  workspace: Workspace,
  path: string,
  memo?: Memo,
  headings: readonly string[] = [],
): DecisionFile | undefined {
  try {
    const file = sourceFile(workspace, path);
    if (file === undefined) return undefined;
    const beside = besideOf(workspace, path);
    const key = [
      path,
      workspace.digest(path),
      beside === undefined ? "" : workspace.digest(beside.path),
      ...headings,
    ].join("\n");
    const known = memo === undefined ? undefined : remembered(memo, key);
    if (known !== undefined) return known;
    const read = parseDecisions({ ...file, ...(beside === undefined ? {} : { beside }) }, { headings });
    if (memo !== undefined) {
      memo.set(namespace, key, read);
      validOf(memo).set(key, read);
    }
    return read;
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    const location = new LineIndex(path, "", 0).location(0, 0);
    return { kind: "unreadable", path, problem: { code: "refused", reason: error.code, location } };
  }
}

/** What is kept may come from anywhere, so it is validated; once a process, as several readers ask for one file. */
function remembered(memo: Memo, key: string): DecisionFile | undefined {
  const valid = validOf(memo);
  const before = valid.get(key);
  if (before !== undefined) return before;
  const known = decisionFileSchema.safeParse(memo.get(namespace, key));
  if (!known.success) return undefined;
  valid.set(key, known.data);
  return known.data;
}

const validated = new WeakMap<Memo, Map<string, DecisionFile>>();

function validOf(memo: Memo): Map<string, DecisionFile> {
  const valid = validated.get(memo) ?? new Map<string, DecisionFile>();
  validated.set(memo, valid);
  return valid;
}

/** The YAML file that holds the keys of a KEP's text. */
function besideOf(workspace: Workspace, path: string): SourceFile | undefined {
  if (!/(?:^|\/)(?:readme|index)\.md$/i.test(path)) return undefined;
  return sourceFile(workspace, inFolder(dirname(path), "kep.yaml"));
}

function inFolder(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

function sourceFile(workspace: Workspace, path: string): { path: string; bytes: Uint8Array } | undefined {
  const bytes = workspace.entry(path) === "file" ? workspace.read(path) : undefined;
  return bytes === undefined ? undefined : { path, bytes };
}
