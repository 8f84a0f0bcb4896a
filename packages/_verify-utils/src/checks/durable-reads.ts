import { type RepoPath, shellWord, type Workspace } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type Made, madeByTasks } from "../turborepo/made-evidence.ts";
import { ephemeralBy, untrackedOn, whyNotDurable } from "./durable.ts";
import { durableDemand } from "./durable-reads.demand.ts";
import { durableCounterexamples, durableInvariances } from "./durable-reads.probes.ts";
import { isNewModule } from "./new-modules.ts";

export interface DurableReads extends CheckOptions {
  /** Name of the task that makes evidence in a package; `test` where absent. */
  readonly task?: string;
}

/**
 * Everything that the gates below, and the other checks of its own gate, look at survives cleanup: sources are tracked by
 * git and not ephemeral by the policy, and what git ignores is the declared output of a task that makes evidence.
 *
 * A module of a package that git has never known is new work: it is told as an assumption, since CI judges what is pushed.
 *
 * What is not there cannot go away, and a deletion that is not committed is a change like any other. What is read in the
 * base is part of history. In an index or a revision every source is tracked, so there the policy decides.
 */
export function durableReads(args: DurableReads = {}): Check {
  const { task = "test" } = args;
  return ownCheck({
    kind: "durableReads",
    name: args.name ?? "durableReads",
    claim:
      args.claim ??
      "Whatever these gates read survives cleanup: a durable source that git tracks, or what a declared task makes from such",
    subject: { kind: "decisions" },
    supports: everyKind,
    demand: durableDemand(spoken(args)),
    judgesReads: true,
    evaluate: (context) => evaluate(task, context),
    counterexamples: durableCounterexamples(),
    invariances: durableInvariances(),
  });
}

/** A path, who looked at it first, how many did after, and why it does not last. */
interface Looked {
  readonly path: RepoPath;
  readonly gate: string;
  readonly check: string;
  readonly others: number;
  readonly why: string | undefined;
}

function evaluate(task: string, context: CheckContext): Evaluation {
  const { workspace, reads, policy } = context;
  const readers = readersOf(context);
  const isThere = (path: RepoPath): boolean =>
    workspace.gitState(path) === "tracked" || workspace.entry(path) !== "absent";
  const there = [...readers.values()]
    .filter(({ path }) => isThere(path))
    .map((reader): Looked => ({ ...reader, why: whyNotDurable(workspace, reader.path, policy.ephemeral) }));
  const made = madeByTasks(context, task);
  const untracked = untrackedAmong(
    there.filter(({ why }) => why === undefined),
    workspace,
  );
  const fresh = new Set(untracked.map(({ path }) => path).filter((path) => isNewModule(context, path)));
  return {
    findings: [
      ...there.flatMap((looked) => lostFindings(looked, made, context)),
      ...untrackedFindings(untracked.filter(({ path }) => !fresh.has(path))),
    ],
    assumptions: newModuleTexts([...fresh]),
    scope: {
      selected: there.length,
      candidates: readers.size,
      unit: "paths",
      roster: `what ${reads.length} checks looked at`,
    },
  };
}

function readersOf({ reads }: CheckContext): ReadonlyMap<RepoPath, Reader> {
  const readers = new Map<RepoPath, { path: RepoPath; gate: string; check: string; others: number }>();
  for (const { gate, check, paths } of reads) {
    for (const path of paths) {
      const known = readers.get(path);
      if (known === undefined) readers.set(path, { path, gate, check, others: 0 });
      else known.others += 1;
    }
  }
  return readers;
}

/** What is wrong with a path that does not last. */
function lostFindings(
  { why, ...args }: Looked,
  made: (path: RepoPath) => Made,
  { workspace, policy }: CheckContext,
): readonly Finding[] {
  if (why === undefined) return [];
  const { path } = args;
  if (!isMadeSomehow(path, why, workspace, policy.ephemeral))
    return [found("source-not-durable", { ...args, why }, { path })];
  const answer = made(path);
  if (answer === "declared") return [];
  if (answer === "undeclared") return [found("derived-undeclared", args, { path })];
  return [found("tasks-unreadable", { path: answer.path, why: answer.unknown }, { path: answer.path })];
}

/** How many files one finding names. */
const shown = 8;

type Reader = Omit<Looked, "why">;

function untrackedAmong(looked: readonly Looked[], workspace: Workspace): readonly Reader[] {
  return looked.flatMap(({ why: _, path, ...reader }) => {
    const at = untrackedOn(workspace, path);
    return at === undefined ? [] : [{ ...reader, path: at }];
  });
}

function newModuleTexts(paths: readonly RepoPath[]): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length > shown ? ` and ${paths.length - shown} more` : "";
  const what = paths.length === 1 ? "1 new module" : `${paths.length} new modules`;
  return [`${what} that git does not know yet: ${paths.slice(0, shown).join(", ")}${more}`];
}

/** One finding, since one command mends it. */
function untrackedFindings(untracked: readonly Reader[]): readonly Finding[] {
  const [first] = untracked;
  if (first === undefined) return [];
  const all = [...new Set(untracked.map(({ path }) => path))];
  const words = all.length > shown ? "--all" : `-- ${all.map(shellWord).join(" ")}`;
  const args = { ...first, also: all.slice(1, shown), more: Math.max(0, all.length - shown) };
  return [found("source-untracked", { ...args, command: `git add ${words}` }, { path: first.path })];
}

/** What git ignores, where no link leads to it and the policy does not call it ephemeral, was made by something. */
function isMadeSomehow(
  path: RepoPath,
  why: string,
  workspace: Workspace,
  ephemeral: readonly string[],
): boolean {
  const isIgnored = why === "ignored by git" && workspace.entry(path) === "file";
  return isIgnored && workspace.linksOn(path).length === 0 && ephemeralBy(path, ephemeral) === undefined;
}
