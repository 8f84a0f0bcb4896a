import { type Gate, GateDefinitionError, knownBefore } from "@phasegate/verify-utils";
import { type Part, partOf, planOf } from "./plan.ts";
import type { ProveOptions } from "./prove.ts";
import type { Counters } from "./thread-data.ts";

/** Everything that a gate may be tried with; of some, it turns out that they have no place. */
export function mostEdits({ checks }: Gate): number {
  return checks.reduce((sum, one) => sum + one.counterexamples.length + one.invariances.length, 0);
}

/**
 * Proves one gate after the other, as long as there is one that no other thread has begun.
 * @param ids gates in the order in which they are begun
 */
export function proveShare(options: ProveOptions, ids: readonly string[], counters: Counters): Part[] {
  const known = knownBefore(options.workspace, options);
  const parts: Part[] = [];
  for (let id = ids[counters.nextGate()]; id !== undefined; id = ids[counters.nextGate()]) {
    const gate = options.gates.find((one) => one.id === id);
    if (gate === undefined) throw new GateDefinitionError(`there is no gate ${id} in the configuration`);
    const plan = planOf(gate, { ...options, known });
    counters.expect(plan.jobs.length - mostEdits(gate));
    const part = partOf(plan, ({ check }) => {
      const done = counters.countDone();
      options.onProgress?.({ done, total: counters.expected, check: check.name });
    });
    parts.push(part);
  }
  return parts;
}
