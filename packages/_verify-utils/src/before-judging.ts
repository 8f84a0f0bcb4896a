import type { Base } from "@phasegate/workspace";
import { type AtBaseRequest, gatesAtBase } from "./base-tool/gates-at-base.ts";
import { gatesOfChange } from "./base-tool/gates-of-change.ts";
import { chosenBase } from "./base-trace.ts";
import { type Gate, inOrder } from "./gate.ts";
import type { BaseGates } from "./gates-kept/base-gates.ts";
import type { Rehearsal } from "./rehearsal/rehearsal.ts";
import { rehearse } from "./rehearsal/rehearse.ts";
import { run } from "./run.ts";
import type { ObservedTasks } from "./turborepo/observed-tasks.ts";

/** A base that is chosen when it is first asked for, and never again. */
export function once(given: Base | (() => Base)): () => Base {
  let chosen = typeof given === "function" ? undefined : given;
  return () => {
    chosen ??= typeof given === "function" ? chosenBase(given) : given;
    return chosen;
  };
}

interface BeforeOptions extends Omit<AtBaseRequest, "base"> {
  readonly base: () => Base;
  readonly gatesFolder?: string | undefined;
}

/** The gates of the base, had before anything is judged, where a check will ask for them. */
export async function gatesBefore(
  gates: readonly Gate[],
  { base, gatesFolder, ...request }: BeforeOptions,
): Promise<(() => BaseGates) | undefined> {
  const asks = inOrder(gates).some(({ checks }) => checks.some((check) => check.comparesGates === true));
  if (!asks) return undefined;
  const known: BaseGates =
    gatesFolder === undefined
      ? await gatesAtBase({ ...request, base: base() })
      : await gatesOfChange({ ...request, gatesFolder });
  return () => known;
}

interface RehearsalOptions extends BeforeOptions {
  readonly head: string | null;
  /** What the task runner says of its tasks here; the clone asks its own. */
  readonly tasks: Promise<ObservedTasks>;
}

/** What suites decide in a clean clone, had before anything is judged, where a check will ask for them. */
export async function rehearsals(
  gates: readonly Gate[],
  { base, tasks, ...options }: RehearsalOptions,
): Promise<((suite: string) => Rehearsal) | undefined> {
  const checks = inOrder(gates).flatMap((gate) => gate.checks);
  const suites = new Set(checks.flatMap(({ rehearses }) => rehearses ?? []));
  if (suites.size === 0) return undefined;
  const told = new Map<string, Rehearsal>();
  const known = await tasks;
  for (const suite of suites) {
    const gates = options.config.suites[suite] ?? [];
    const here = () => run({ ...options, base, tasks: () => known, target: suite, gates, now: new Date() });
    told.set(suite, await rehearse({ ...options, base: base(), suite, here }));
  }
  return (suite) =>
    told.get(suite) ?? { kind: "unknown", why: "it was not rehearsed", command: "phasegate verify" };
}
