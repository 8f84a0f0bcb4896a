import { declaredInputs, evidenceFile, keyInputs } from "@phasegate/test-evidence";
import { dependencyClosure, joinRepoPath, type RepoPath, type WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { hashesVariable } from "../turborepo/hashed-variables.ts";
import { placed, taskPlace } from "../turborepo/task-place.ts";
import type { TurboModel } from "../turborepo/turbo-model.ts";
import type { CacheDemands } from "./cache-covers.ts";

/** How many files a finding names. */
const shown = 8;

/** What is wrong with a task whose evidence gates read. */
export function evidenceTaskFindings(
  id: string,
  model: TurboModel,
  demands: CacheDemands,
  context: CheckContext,
): readonly Finding[] {
  const { workspace, packages } = context;
  const name = id.slice(0, id.lastIndexOf("#"));
  const one = packages.find((candidate) => candidate.name === name);
  if (one === undefined) return [found("package-missing", { package: name })];
  const task = model.task(id);
  if (task === undefined || !model.isImplemented(id)) {
    const why = task === undefined ? "is not defined" : "is implemented by no script";
    return [
      found("task-missing", { task: id, what: `the evidence of ${name}`, why }, { path: model.root.path }),
    ];
  }
  const findings = [
    ...inputFindings(id, one, model, context),
    ...outputFindings(id, one, model),
    ...endlessFindings(id, model),
    ...variableFindings(id, one, model, demands, context),
  ];
  // Where a task stands is only looked up for those that are told.
  return placed(findings, () => taskPlace(workspace, task.path, task.key));
}

function inputFindings(
  id: string,
  one: WorkspacePackage,
  model: TurboModel,
  { workspace }: CheckContext,
): Finding[] {
  const { paths } = keyInputs(workspace, one);
  const closure = model.closure(id);
  const isCovered = (path: RepoPath) =>
    model.hashesGlobally(path) || closure.some((task) => model.hashes(task, path));
  const folders = paths.filter((path) => workspace.entry(path) === "directory");
  const bare = paths.filter((path) => !isCovered(path) && !folders.includes(path));
  const unknown = folders.map((path) =>
    found("tasks-unreadable", {
      path,
      why: `how ${id} hashes this folder, which git names as one entry, is not known`,
    }),
  );
  if (bare.length === 0) return unknown;
  const args = { task: id, paths: bare.slice(0, shown), more: Math.max(0, bare.length - shown) };
  return [...unknown, found("task-input-uncovered", args)];
}

function outputFindings(id: string, one: WorkspacePackage, model: TurboModel): Finding[] {
  if (model.task(id)?.fields.cache === false) return [];
  const path = joinRepoPath(one.folder, evidenceFile);
  const keeps = model.keeps(id, path);
  if (keeps === true) return [];
  if (keeps === false) return [found("task-output-undeclared", { task: id, path })];
  return [
    found("tasks-unreadable", { path: model.task(id)?.path ?? model.root.path, why: `outputs of ${id}` }),
  ];
}

/** What a task is that does not come to an end by itself. */
export function endlessFindings(id: string, model: TurboModel): Finding[] {
  const fields = model.task(id)?.fields;
  return (["persistent", "interactive"] as const)
    .filter((field) => fields?.[field] === true)
    .map((field) => found("task-endless", { task: id, field }));
}

function variableFindings(
  id: string,
  one: WorkspacePackage,
  model: TurboModel,
  { harmless, runtime }: CacheDemands,
  context: CheckContext,
): Finding[] {
  const { fields } = model.task(id) ?? {};
  const { globalEnv, globalPassThroughEnv, envMode } = model.root.config;
  const hashed = [...(globalEnv ?? []), ...(fields?.env ?? [])];
  const closure = dependencyClosure(context.packages, one);
  const declared = closure.flatMap((each) => declaredInputs(context.workspace, each).env);
  const unhashed = [...new Set(declared)].filter((name) => !hashesVariable(hashed, name));
  const open = [
    ...(fields?.passThroughEnv ?? []).map((name) => ({ name, field: "passThroughEnv" })),
    ...(globalPassThroughEnv ?? []).map((name) => ({ name, field: "globalPassThroughEnv" })),
  ].filter(({ name }) => !name.startsWith("!") && !harmless.includes(name) && !hashesVariable(hashed, name));
  const tellsRuntime = runtime.some((name) => hashesVariable(hashed, name));
  return [
    ...unhashed.map((name) =>
      found("task-env-uncovered", { task: id, what: `the variable ${name}`, names: [name] }),
    ),
    ...(tellsRuntime
      ? []
      : [found("task-env-uncovered", { task: id, what: "the version of the runtime", names: runtime })]),
    ...open.map(({ name, field }) => found("task-env-open", { task: id, name: `${name} (${field})` })),
    ...(envMode === "loose"
      ? [
          found(
            "task-env-open",
            { task: id, name: "every variable (envMode loose)" },
            { path: model.root.path },
          ),
        ]
      : []),
  ];
}
