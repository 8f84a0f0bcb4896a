import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import type { ObservedTask, ObservedTasks } from "../turborepo/observed-tasks.ts";
import { taskPlace } from "../turborepo/task-place.ts";
import type { TurboModel } from "../turborepo/turbo-model.ts";

type Observed = Extract<ObservedTasks, { readonly kind: "observed" }>;

/** How many differences of one kind a task may have before the rest goes unnamed. */
const shown = 3;

/** How Turborepo's own answer differs from the model. */
export function observationFindings(
  model: TurboModel,
  asked: readonly string[],
  evidence: readonly string[],
  { tasks, workspace }: CheckContext,
): readonly Finding[] {
  if (tasks.kind === "not-observed") return [];
  if (tasks.kind === "unknown")
    return [found("tasks-unobserved", { why: tasks.why, command: tasks.command })];
  const all = [...new Set(asked.flatMap((id) => model.closure(id)))];
  const loose =
    tasks.envMode === "strict"
      ? []
      : [differs("every task", "the environment mode", "strict", tasks.envMode)];
  const roster = workspace.files();
  // What else is hashed decides nothing here.
  const hashed = new Set(evidence.flatMap((id) => model.closure(id)));
  return [
    ...loose,
    ...globalDifferences(model, tasks, roster),
    ...all.flatMap((id) =>
      taskDifferences(id, model, tasks.tasks.get(id), hashed.has(id) ? roster : undefined),
    ),
  ].map((finding) => ({ ...finding, location: placeOf(finding, model, workspace) }));
}

function placeOf({ args }: Finding, model: TurboModel, workspace: CheckContext["workspace"]) {
  const task = model.task(String(args["task"]));
  return task === undefined ? { path: model.root.path } : taskPlace(workspace, task.path, task.key);
}

function differs(task: string, what: string, expected: string, actual: string): Finding {
  return found("tasks-disagree", { task, what, expected, actual });
}

function globalDifferences(model: TurboModel, observed: Observed, roster: readonly RepoPath[]): Finding[] {
  const { globalEnv, globalPassThroughEnv } = model.root.config;
  return [
    ...fileDifferences("every task", (path) => model.hashesGlobally(path), observed.globalFiles, roster),
    ...listDifferences("every task", "globalEnv", globalEnv, observed.globalEnv),
    ...listDifferences(
      "every task",
      "globalPassThroughEnv",
      globalPassThroughEnv,
      observed.globalPassThroughEnv,
    ),
  ];
}

function taskDifferences(
  id: string,
  model: TurboModel,
  observed: ObservedTask | undefined,
  roster: readonly RepoPath[] | undefined,
): readonly Finding[] {
  if (observed === undefined) return [differs(id, "the place in the graph", "it is run", "it is not")];
  const fields = model.task(id)?.fields;
  const cache = fields?.cache ?? true;
  return [
    ...(cache === observed.cache ? [] : [differs(id, "the cache", String(cache), String(observed.cache))]),
    ...listDifferences(id, "dependencies", model.dependencies(id), observed.dependencies),
    ...listDifferences(id, "env", fields?.env, observed.env),
    ...listDifferences(id, "passThroughEnv", fields?.passThroughEnv, observed.passThroughEnv),
    ...(roster === undefined
      ? []
      : fileDifferences(id, (path) => model.hashes(id, path), observed.inputs(), roster)),
  ];
}

function fileDifferences(
  id: string,
  isModelled: (path: RepoPath) => boolean,
  observed: ReadonlySet<RepoPath>,
  roster: readonly RepoPath[],
): Finding[] {
  const text = (hashes: boolean): string => (hashes ? "it is hashed" : "it is not hashed");
  return roster
    .filter((path) => isModelled(path) !== observed.has(path))
    .slice(0, shown)
    .map((path) => differs(id, `the file ${path}`, text(!observed.has(path)), text(observed.has(path))));
}

function listDifferences(
  id: string,
  what: string,
  modelled: readonly string[] | null | undefined,
  observed: readonly string[],
): Finding[] {
  const text = (list: readonly string[]): string => [...new Set(list)].sort().join(", ") || "nothing";
  const [expected, actual] = [text(modelled ?? []), text(observed)];
  return expected === actual ? [] : [differs(id, what, expected, actual)];
}
