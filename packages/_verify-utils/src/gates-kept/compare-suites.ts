import type { Definition } from "@phasegate/report";
import type { Change } from "./change.ts";

/**
 * Which gates the suites no longer judge. What a judged gate needs is judged with it.
 * @param today the id that a gate of the base has now
 */
export function compareSuites(
  before: Definition,
  now: Definition,
  today: (id: string) => string,
): readonly Change[] {
  const known = new Set(now.gates.map(({ id }) => id));
  const lost = Object.entries(before.suites).flatMap(([suite, gates]) => {
    const judged = withNeeds(now.suites[suite] ?? [], now);
    return [...withNeeds(gates, before)]
      .filter((id) => known.has(today(id)) && !judged.has(today(id)))
      .map((gate): Change => ({ kind: "suite-lost", gate, suite }));
  });
  const suites = [...new Set([...Object.keys(before.suites), ...Object.keys(now.suites)])];
  const changed = suites.filter((suite) => textOf(before.suites[suite]) !== textOf(now.suites[suite]));
  return [...lost, ...(changed.length === 0 ? [] : [{ kind: "suites-changed", suites: changed } as const])];
}

function textOf(ids: readonly string[] | undefined): string {
  return JSON.stringify([...(ids ?? [])].sort());
}

function withNeeds(ids: readonly string[], { gates }: Definition): ReadonlySet<string> {
  const judged = new Set(ids);
  // A set that grows while it is walked comes to its end with everything in it.
  for (const id of judged)
    for (const need of gates.find((gate) => gate.id === id)?.needs ?? []) judged.add(need);
  return judged;
}
