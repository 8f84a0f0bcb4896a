import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import type { JudgedTask } from "../turborepo/judged-tasks.ts";
import { placed, taskPlace } from "../turborepo/task-place.ts";
import type { TurboModel } from "../turborepo/turbo-model.ts";
import { endlessFindings } from "./cache-covers.evidence.ts";

/** What is wrong with the task of a suite or gate. */
export function judgedTaskFindings(
  { id, what, evidence }: JudgedTask,
  model: TurboModel,
  { workspace }: CheckContext,
): readonly Finding[] {
  const task = model.task(id);
  if (task === undefined)
    return [found("task-missing", { task: id, what, why: "is not defined" }, { path: model.root.path })];
  const before = new Set(model.closure(id));
  const isRun = model.isImplemented(id);
  const findings = [
    ...(isRun ? [] : [found("task-missing", { task: id, what, why: "is implemented by no script" })]),
    ...(task.fields.cache === false ? [] : [found("task-cached", { task: id, what })]),
    ...endlessFindings(id, model),
    ...evidence
      .filter((needs) => !before.has(needs))
      .map((needs) => found("task-evidence-missing", { task: id, what, needs })),
  ];
  return placed(findings, () => taskPlace(workspace, task.path, task.key));
}
