import { type RepoPath, shellWord, type Workspace } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type Made, madeByTasks } from "../turborepo/made-evidence.ts";
import { ephemeralBy, untrackedOn, whyNotDurable } from "./durable.ts";
import { durableDemand } from "./durable-reads.demand.ts";
import { durableCounterexamples, durableInvariances } from "./durable-reads.probes.ts";

export interface DurableReads extends CheckOptions {
  /** Name of the task that makes evidence in a package; `test` where absent. */
  readonly task?: string;
}

/**
 * Everything that the gates below, and the other checks of its own gate, look at survives cleanup: sources are tracked by
 * git and not ephemeral by the policy, and what git ignores is the declared output of a task that makes evidence.
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

/** Who looked at a path: the first, and how many after. */
interface Reader {
  readonly gate: string;
  readonly check: string;
  readonly others: number;
}

function evaluate(task: string, context: CheckContext): Evaluation {
  const { workspace, reads, policy } = context;
  const readers = readersOf(context);
  const there = [...readers].filter(([path]) => workspace.entry(path) !== "absent");
  const made = madeByTasks(context, task);
  const isKept = ([path]: Looked) => whyNotDurable(workspace, path, policy.ephemeral) === undefined;
  return {
    findings: [
      ...there.filter((one) => !isKept(one)).flatMap((one) => lostFindings(one, made, context)),
      ...untrackedFindings(there.filter(isKept), workspace),
    ],
    scope: {
      selected: there.length,
      candidates: readers.size,
      unit: "paths",
      roster: `what ${reads.length} checks looked at`,
    },
  };
}

function readersOf({ reads }: CheckContext): ReadonlyMap<RepoPath, Reader> {
  const readers = new Map<RepoPath, Reader>();
  for (const { gate, check, paths } of reads) {
    for (const path of paths) {
      const known = readers.get(path);
      readers.set(
        path,
        known === undefined ? { gate, check, others: 0 } : { ...known, others: known.others + 1 },
      );
    }
  }
  return readers;
}

type Looked = readonly [path: RepoPath, reader: Reader];

/** What is wrong with a path that does not last. */
function lostFindings(
  [path, reader]: Looked,
  made: (path: RepoPath) => Made,
  { workspace, policy }: CheckContext,
): readonly Finding[] {
  const args = { ...reader, path };
  const why = whyNotDurable(workspace, path, policy.ephemeral);
  if (why === undefined) return [];
  if (!isMadeSomehow(path, why, workspace, policy.ephemeral))
    return [found("source-not-durable", { ...args, why }, { path })];
  const answer = made(path);
  if (answer === "declared") return [];
  if (answer === "undeclared") return [found("derived-undeclared", args, { path })];
  return [found("tasks-unreadable", { path: answer.path, why: answer.unknown }, { path: answer.path })];
}

/** How many files one finding names. */
const shown = 8;

/** One finding, since one command mends it. */
function untrackedFindings(looked: readonly Looked[], workspace: Workspace): readonly Finding[] {
  const untracked = looked.flatMap(([path, reader]) => {
    const at = untrackedOn(workspace, path);
    return at === undefined ? [] : [{ path: at, reader }];
  });
  const [first] = untracked;
  if (first === undefined) return [];
  const all = [...new Set(untracked.map(({ path }) => path))];
  const words = all.length > shown ? "--all" : `-- ${all.map(shellWord).join(" ")}`;
  const args = {
    ...first.reader,
    path: first.path,
    also: all.slice(1, shown),
    more: Math.max(0, all.length - shown),
  };
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
