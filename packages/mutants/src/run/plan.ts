import {
  joinRepoPath,
  type RepoPath,
  readText,
  type Workspace,
  WorkspaceError,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { type MutantText, mutantsOf } from "../generate/mutants-of.ts";
import { type Unit, unitsOf } from "../generate/units.ts";
import type { Blocker, ProofTarget, TestRef } from "../proof.ts";
import { isMutable, parseSource, type Source } from "../syntax/source.ts";

/** A module that tests are said to prove. */
export interface Subject {
  readonly source: Source;
  readonly units: readonly Unit[];
  readonly mutants: readonly MutantText[];
}

/** One test file of a package with all that the targets say of it. */
export interface PlannedFile {
  readonly file: RepoPath;
  readonly subjects: ReadonlySet<RepoPath>;
  /** Empty when a target means every test of the file. */
  readonly named: readonly TestRef[];
}

export interface PlannedPackage {
  readonly one: WorkspacePackage;
  readonly files: readonly PlannedFile[];
}

export interface Plan {
  readonly packages: readonly PlannedPackage[];
  readonly subjects: ReadonlyMap<RepoPath, Subject>;
  readonly blocked: readonly Blocker[];
}

/** Puts the targets together by package and file, and reads the subjects. Pure but for the workspace's reads. */
export function planOf(workspace: Workspace, targets: readonly ProofTarget[]): Plan {
  const known = new Map(workspacePackages(workspace).map((one) => [one.name, one]));
  const blocked: Blocker[] = [];
  const subjects = new Map<RepoPath, Subject>();
  for (const path of new Set(targets.flatMap((target) => target.subjects))) {
    const subject = subjectAt(workspace, path);
    if ("code" in subject) blocked.push(subject);
    else subjects.set(path, subject);
  }
  const packages = [...new Set(targets.map((target) => target.package))].flatMap((name) => {
    const one = known.get(name);
    if (one === undefined) {
      blocked.push({ code: "unknown-package", package: name });
      return [];
    }
    return [
      {
        one,
        files: filesOf(
          one,
          targets.filter((target) => target.package === name),
        ),
      },
    ];
  });
  return { packages, subjects, blocked };
}

function filesOf(one: WorkspacePackage, targets: readonly ProofTarget[]): readonly PlannedFile[] {
  return [...byFile(one, targets)].map(([file, group]) => ({
    file,
    subjects: new Set(group.flatMap((target) => target.subjects)),
    named: group.some((target) => target.tests.length === 0)
      ? []
      : once(group.flatMap((target) => target.tests.map((test) => refOf(file, test)))),
  }));
}

function byFile(
  one: WorkspacePackage,
  targets: readonly ProofTarget[],
): ReadonlyMap<RepoPath, ProofTarget[]> {
  const groups = new Map<RepoPath, ProofTarget[]>();
  for (const target of targets) {
    const file = joinRepoPath(one.folder, target.file);
    groups.set(file, [...(groups.get(file) ?? []), target]);
  }
  return groups;
}

function once(tests: readonly TestRef[]): readonly TestRef[] {
  return [...new Map(tests.map((test) => [JSON.stringify([test.path, test.title]), test])).values()];
}

function refOf(file: RepoPath, test: string | readonly string[]): TestRef {
  const names = typeof test === "string" ? [test] : test;
  return { file, path: names.slice(0, -1), title: names.at(-1) ?? "" };
}

function subjectAt(workspace: Workspace, path: RepoPath): Subject | Blocker {
  const text = textAt(workspace, path);
  if (text === undefined) return { code: "subject-absent", subject: path };
  if (typeof text !== "string") return { code: "subject-not-code", subject: path };
  const source = parseSource(path, text);
  if ("message" in source) {
    return { code: "subject-unparsable", subject: path, line: source.at.line, detail: source.message };
  }
  const units = unitsOf(source);
  const mutants = mutantsOf(source, units);
  return mutants.length === 0 ? { code: "subject-empty", subject: path } : { source, units, mutants };
}

/** The text, `undefined` when nothing is there, `null` for what is no module. */
function textAt(workspace: Workspace, path: RepoPath): string | undefined | null {
  try {
    if (workspace.entry(path) === "absent") return undefined;
    return isMutable(path) ? readText(workspace, path) : null;
  } catch (error) {
    if (error instanceof WorkspaceError) return null;
    throw error;
  }
}
