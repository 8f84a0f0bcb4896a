import type { RepoPath } from "@phasegate/workspace";
import { entriesOf, entry, itemsOf, type Part, scalar, texts } from "./part.ts";

/** A workflow of GitHub Actions, as far as it is read here. */
export interface Workflow {
  readonly path: RepoPath;
  readonly root: Part;
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly id: string;
  readonly part: Part;
  readonly steps: readonly Part[];
  readonly needs: readonly string[];
}

export function workflowOf(path: RepoPath, root: Part): Workflow {
  const jobs = entriesOf(entry(root, "jobs")).map(
    ([id, part]): Job => ({
      id,
      part,
      steps: itemsOf(entry(part, "steps")),
      needs: texts(entry(part, "needs")) ?? [],
    }),
  );
  return { path, root, jobs };
}

/** What is asked of an event, by event. `on: push`, `on: [push]` and `on: { push: … }` are one. */
export function eventsOf({ root }: Workflow): ReadonlyMap<string, Part | undefined> {
  const on = entry(root, "on");
  const names = on?.kind === "map" ? undefined : texts(on);
  return new Map(names === undefined ? entriesOf(on) : names.map((name) => [name, undefined] as const));
}

/** Something that is in the way; `certain` where it surely is. */
export interface Obstacle {
  readonly why: string;
  readonly certain: boolean;
  readonly part: Part | undefined;
}

export function obstacle(why: string, part: Part | undefined, certain = true): Obstacle {
  return { why, certain, part };
}

/** An expression without its marks, in lower case and without spaces. */
export function expression(part: Part | undefined): string {
  const value = scalar(part);
  return String(value ?? "")
    .replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, "$1")
    .replaceAll(/\s/g, "")
    .toLowerCase();
}

/** What may skip a job or step, or hide that it failed. */
export function skipObstacles(part: Part, what: string, always = false): readonly Obstacle[] {
  const condition = entry(part, "if");
  const lenient = entry(part, "continue-on-error");
  const allowed = always ? ["always()"] : ["", "always()", "success()", "true"];
  const skips =
    condition === undefined && !always
      ? false
      : !allowed.includes(condition === undefined ? "" : expression(condition));
  return [
    ...(skips
      ? [
          obstacle(
            always ? `${what} does not run always` : `${what} runs on a condition only`,
            condition ?? part,
          ),
        ]
      : []),
    ...(lenient === undefined || scalar(lenient) === false
      ? []
      : [obstacle(`${what} may fail (continue-on-error)`, lenient)]),
  ];
}

/** An event without filters that would leave out changes. */
export function eventObstacles(workflow: Workflow, event: string): readonly Obstacle[] {
  const events = eventsOf(workflow);
  if (!events.has(event)) return [obstacle(`it does not run on ${event}`, entry(workflow.root, "on"))];
  const filters = entriesOf(events.get(event));
  const hasBranches = filters.some(([key]) => key === "branches" || key === "branches-ignore");
  return filters.flatMap(([key, part]) => {
    const values = texts(part);
    if (key === "types" && (values === undefined || leavesOut(values, event)))
      return [obstacle(`on ${event} it leaves out types`, part)];
    if (key === "types" || (key === "branches" && values?.join() === "**")) return [];
    // What a merge queue makes has an event of its own.
    if (key === "branches-ignore" && values?.join() === "gh-readonly-queue/**") return [];
    // Alone, a filter of tags leaves out every branch.
    if (hasBranches && (key === "tags" || key === "tags-ignore")) return [];
    return [obstacle(`on ${event} it leaves out changes (${key})`, part)];
  });
}

const neededTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
  merge_group: ["checks_requested"],
};

function leavesOut(types: readonly string[], event: string): boolean {
  return (neededTypes[event] ?? []).some((type) => !types.includes(type));
}
