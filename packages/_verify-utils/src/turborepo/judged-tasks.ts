import type { Config } from "../config.ts";
import { type Gate, inOrder } from "../gate.ts";

/** How a repository names its tasks. */
export interface TaskNames {
  /** Name of the task that makes evidence in a package. */
  readonly task: string;
  /** Task of a suite, with `{suite}` for its name. */
  readonly suiteTask: string;
  /** Task of a gate, with `{gate}` for its id or `{slice}` for its slice in lower case. */
  readonly gateTask: string;
}

/** A task that judges, and the evidence that it reads. */
export interface JudgedTask {
  readonly id: string;
  /** What it judges, in words. */
  readonly what: string;
  /** Ids of the tasks that make the evidence. */
  readonly evidence: readonly string[];
}

/** The tasks of every suite and of every gate. */
export function judgedTasks(config: Config, names: TaskNames): readonly JudgedTask[] {
  const { gates } = config;
  const ofSuites = suiteTasks(config, names);
  const ofGates = gates.map((gate) => ({
    id: names.gateTask.replaceAll("{gate}", gate.id).replaceAll("{slice}", gate.slice.toLowerCase()),
    what: `the gate ${gate.id}`,
    evidence: evidenceOf([gate], names.task),
  }));
  return [...ofSuites, ...ofGates];
}

/** The tasks of every suite. */
export function suiteTasks({ suites }: Config, names: TaskNames): readonly JudgedTask[] {
  return Object.entries(suites).map(([name, members]) => ({
    id: names.suiteTask.replaceAll("{suite}", name),
    what: `the suite ${name}`,
    evidence: evidenceOf(members, names.task),
  }));
}

/** The tasks that make what some gates and their needs read. */
function evidenceOf(gates: readonly Gate[], task: string): readonly string[] {
  const packages = inOrder(gates).flatMap(({ checks }) =>
    checks.flatMap(({ subject }) => (subject.kind === "tests" ? [subject.package] : [])),
  );
  return [...new Set(packages)].sort().map((name) => `${name}#${task}`);
}
