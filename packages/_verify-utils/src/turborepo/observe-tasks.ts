import type { Workspace } from "@phasegate/workspace";
import type { Config } from "../config.ts";
import { type Gate, inOrder } from "../gate.ts";
import type { Judged } from "../judged.ts";
import type { Process } from "../process.ts";
import { askTurbo } from "./ask-turbo.ts";
import { notObserved, type ObservedTasks } from "./observed-tasks.ts";

interface ObserveOptions {
  readonly workspace: Workspace;
  readonly judged: Judged;
  readonly config: Config;
  readonly process: Process;
  /** The gates come from this folder's repository, and so does the Turborepo that is asked: absolute path. */
  readonly gatesFolder?: string | undefined;
}

export interface Observation {
  readonly tasks: Promise<ObservedTasks>;
  /** Ends what still runs for it. */
  end(): void;
}

/**
 * Begins to ask the task runner what checks of these gates compare. What it says is of the working tree, so of nothing else
 * is it asked; nor where there are no tasks.
 */
export function observeTasks(
  gates: readonly Gate[],
  { workspace, judged, config, process, gatesFolder }: ObserveOptions,
): Observation {
  const checks = inOrder(gates).flatMap((gate) => gate.checks);
  const tasks = [...new Set(checks.flatMap(({ observesTasks }) => observesTasks?.(config) ?? []))];
  const isThere = ["turbo.json", "turbo.jsonc"].some((path) => workspace.entry(path) === "file");
  if (tasks.length === 0 || judged !== "working-tree" || !isThere)
    return { tasks: Promise.resolve(notObserved), end: () => undefined };
  let end: () => void = () => undefined;
  const onStart = (ending: () => void) => {
    end = ending;
  };
  const { root } = workspace;
  const { env } = process;
  const asked = askTurbo({ root, installedIn: gatesFolder ?? root, tasks, env, onStart });
  // Whoever waits for it is told as well; nobody may wait when something else fails first.
  asked.catch(() => undefined);
  return { tasks: asked, end: () => end() };
}
