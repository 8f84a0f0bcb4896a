import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import type { Config } from "../config.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type JudgedTask, judgedTasks, suiteTasks, type TaskNames } from "../turborepo/judged-tasks.ts";
import { turboModel } from "../turborepo/turbo-model.ts";
import { commandFindings } from "./cache-covers.commands.ts";
import { cacheDemand } from "./cache-covers.demand.ts";
import { evidenceTaskFindings } from "./cache-covers.evidence.ts";
import { cacheInvariances } from "./cache-covers.invariances.ts";
import { judgedTaskFindings } from "./cache-covers.judged.ts";
import { observationFindings } from "./cache-covers.observed.ts";
import { cacheCounterexamples } from "./cache-covers.probes.ts";

export interface CacheCovers extends CheckOptions {
  /** Name of the task that makes evidence in a package; `test` where absent. */
  readonly task?: string;
  /** Task of a suite, with `{suite}` for its name; `//#suite-{suite}` where absent. */
  readonly suiteTask?: string;
  /** Task of a gate, with `{gate}` for its id or `{slice}` for its slice in lower case; `//#verify-{slice}` where absent. */
  readonly gateTask?: string;
  /** Scripts of the root package that start suites. */
  readonly commands?: readonly string[];
  /** Variables that evidence tasks may see though they are not part of their hash. */
  readonly harmless?: readonly string[];
  /** Variables that tell which runtime it is: one of them has to be hashed. */
  readonly runtime?: readonly string[];
}

/** The arguments with what they are where absent. */
export interface CacheDemands extends TaskNames {
  readonly commands: readonly string[];
  readonly harmless: readonly string[];
  readonly runtime: readonly string[];
}

/**
 * Turborepo's cache never answers for a verdict, and what it brings back is evidence of this very tree: for each task
 * whose evidence gates read, everything that the freshness key is made of is part of its hash, the evidence is among its
 * outputs, and it sees nothing of the environment beyond that; suites and gates are not cached, and depend on the
 * evidence that they read.
 *
 * Decided from turbo.json, the manifests and git's roster alone; in a working tree compared with Turborepo's own dry run.
 */
export function cacheCovers(args: CacheCovers = {}): Check {
  const demands: CacheDemands = {
    task: "test",
    suiteTask: "//#suite-{suite}",
    gateTask: "//#verify-{slice}",
    commands: [],
    harmless: [],
    runtime: ["npm_config_user_agent"],
    ...spoken(args),
  };
  return ownCheck({
    kind: "cacheCovers",
    name: args.name ?? "cacheCovers",
    claim:
      args.claim ??
      "No cache answers for a verdict, and whatever could change evidence is part of the hash by which it is brought back",
    subject: { kind: "document", path: "turbo.json" },
    supports: everyKind,
    demand: cacheDemand(demands),
    observesTasks: (config) => askedAbout(config, demands),
    evaluate: (context) => evaluate(demands, context),
    counterexamples: cacheCounterexamples(demands),
    invariances: cacheInvariances(demands),
  });
}

function evaluate(demands: CacheDemands, context: CheckContext): Evaluation {
  const { workspace, memo, config } = context;
  const answer = turboModel(workspace, memo);
  if (config === undefined) return unreadable("phasegate.config.ts", "the check is judged without the gates");
  const judged = judgedTasks(config, demands);
  const evidence = evidenceIn(judged);
  if (answer.kind === "absent") return unreadable(answer.path, "it is not there");
  if (answer.kind === "unreadable") return unreadable(answer.path, answer.why);
  const { model } = answer;
  const unknown = [...model.unknown, ...evidence.flatMap((id) => model.unknowns(id))];
  const findings: readonly Finding[] = [
    ...[...new Set(unknown)].map((why) => unreadableFinding(model.root.path, why)),
    ...evidence.flatMap((id) => evidenceTaskFindings(id, model, demands, context)),
    ...judged.flatMap((one) => judgedTaskFindings(one, model, context)),
    ...commandFindings(demands.commands, context),
    ...observationFindings(model, askedAbout(config, demands), evidence, context),
  ];
  const tasks = new Set([...judged.map(({ id }) => id), ...evidence]).size;
  const isObserved = context.tasks.kind === "observed";
  const scope = {
    selected: tasks,
    candidates: tasks,
    unit: "tasks",
    roster: "suites, gates and evidence of the configuration",
  };
  const assumptions = [
    "what Turborepo lets through in strict mode by itself (PATH, HOME, CI, NODE_OPTIONS and the like) changes no test result",
    ...(isObserved ? [] : ["Turborepo itself was not asked: this is no working tree"]),
  ];
  return { findings, scope, assumptions };
}

/** Suites and all evidence; what a gate's own task waits for follows from the same configuration. */
function askedAbout(config: Config, demands: CacheDemands): readonly string[] {
  const suites = suiteTasks(config, demands).map(({ id }) => id);
  return [...new Set([...suites, ...evidenceIn(judgedTasks(config, demands))])];
}

function evidenceIn(judged: readonly JudgedTask[]): readonly string[] {
  return [...new Set(judged.flatMap(({ evidence }) => evidence))].sort();
}

function unreadable(path: string, why: string): Evaluation {
  const scope = { selected: 0, candidates: 0, unit: "tasks", roster: "gates of the configuration" };
  return { findings: [unreadableFinding(path, why)], scope };
}

function unreadableFinding(path: string, why: string): Finding {
  return found("tasks-unreadable", { path, why }, { path });
}
