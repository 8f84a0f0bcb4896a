import { glob, type RepoPath } from "@phasegate/workspace";
import { isMap, type YAMLMap } from "yaml";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { editingAt } from "../edits/settings.ts";
import { computed, harmlessWorkflowEdits, onUse, onWorkflow } from "../edits/workflow.ts";
import type { WorkflowsHardened } from "./workflows-hardened.ts";

type Args = Pick<WorkflowsHardened, "workflows" | "writes">;

/** An edit of the first workflow, which is only known when it is made. */
function onFirst({ workflows }: Args, edit: (path: RepoPath) => Probe["apply"]): Probe["apply"] {
  return (context: CheckContext) => {
    const [path] = glob(context.workspace, workflows);
    return path === undefined ? new NotApplicable("there is no workflow") : edit(path)(context);
  };
}

export function hardenedCounterexamples(args: Args): readonly Counterexample[] {
  const lax = (name: string, edit: (path: RepoPath) => Probe["apply"]): Counterexample => ({
    name,
    expect: "workflow-lax",
    at: (context) => ({ path: glob(context.workspace, args.workflows)[0] ?? "" }),
    apply: onFirst(args, edit),
  });
  const first = (name: string, edit: (job: YAMLMap) => void) =>
    lax(name, (path) =>
      onWorkflow(path, (document) => {
        const jobs = document.get("jobs");
        const job = isMap(jobs) ? jobs.items[0]?.value : undefined;
        if (!isMap(job)) return false;
        edit(job);
        return true;
      }),
    );
  return [
    lax("an action is named by a tag", (path) =>
      editingAt(
        () => path,
        "it uses no action",
        (text) => text.replace(/@[0-9a-f]{40}/, "@v5"),
      ),
    ),
    lax("an action is named by a short commit", (path) =>
      editingAt(
        () => path,
        "it uses no action",
        (text) => text.replace(/@([0-9a-f]{12})[0-9a-f]{28}/, "@$1"),
      ),
    ),
    lax("an action is said to be of no version", (path) =>
      editingAt(
        () => path,
        "it uses no action",
        (text) => text.replace(/(@[0-9a-f]{40}) # \S+/, "$1"),
      ),
    ),
    lax("the checkout keeps its token", (path) =>
      onUse(path, "actions/checkout", (step) => step.deleteIn(["with", "persist-credentials"])),
    ),
    lax("packages are cached", (path) =>
      onUse(path, "actions/setup-node", (step) => step.setIn(["with", "cache"], "pnpm")),
    ),
    lax("packages are cached without saying so", (path) =>
      onUse(path, "actions/setup-node", (step) => step.deleteIn(["with", "package-manager-cache"])),
    ),
    lax("evidence is cached", (path) =>
      onUse(path, "actions/setup-node", (step) => step.set("uses", `actions/cache@${"0".repeat(40)}`)),
    ),
    lax("permissions are those of the repository", (path) =>
      onWorkflow(path, (document) => document.delete("permissions")),
    ),
    lax("all jobs may read everything", (path) =>
      onWorkflow(path, (document) => document.set("permissions", "read-all")),
    ),
    lax("it runs with the rights of the repository", (path) =>
      onWorkflow(path, (document) => document.set("on", "pull_request_target")),
    ),
    lax("runs pile up", (path) => onWorkflow(path, (document) => document.delete("concurrency"))),
    first("a job may write", (job) => job.setIn(["permissions", "contents"], "write")),
    first("a job may do everything", (job) => job.set("permissions", "write-all")),
    first("a job does not say what it may do", (job) => job.delete("permissions")),
    first("a job may run for hours", (job) => job.delete("timeout-minutes")),
    first("a job runs in an image that may change", (job) => job.set("container", "node:20")),
    lax("a text of the change is put into a shell line", (path) =>
      onWorkflow(path, (document) => {
        const jobs = document.get("jobs");
        const job = isMap(jobs) ? jobs.items[0]?.value : undefined;
        if (!isMap(job)) return false;
        job.addIn(
          ["steps"],
          document.createNode({ run: `echo "${computed("github.event.pull_request.title")}"` }),
        );
        return true;
      }),
    ),
  ];
}

export function hardenedInvariances(args: Args): readonly Invariance[] {
  const names = harmlessWorkflowEdits("").map(({ name }) => name.replace(/^: /, "").trim());
  return names.map((name, index) => ({
    name,
    apply: onFirst(
      args,
      (path) => harmlessWorkflowEdits(path)[index]?.apply ?? (() => new NotApplicable("no such edit")),
    ),
  }));
}
