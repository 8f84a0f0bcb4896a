import {
  byKey,
  type DecisionRecord,
  decisionKey,
  placeholderIn,
  saidUnder,
  saysNothing,
  statusWord,
} from "@phasegate/decision-records";
import type { CheckContext } from "../check.ts";
import { readBaseRegisters } from "../checks/base-registers.ts";
import { statesOver } from "../checks/decision-states.ts";
import { readRegisters } from "../checks/registers.ts";

/** Field in which a closed decision says which gate may demand less, and why: `weakens: <gate> — <reason>`. */
const permitting = "weakens";

/**
 * The gates that may demand less, by decision. A permission holds for the change that closes its decision, or that
 * adds the field to it: what it allowed once is in the base then, and allows nothing more.
 */
export function permissionsOf(context: CheckContext): ReadonlyMap<string, string> {
  const registers = readRegisters(context, [permitting]);
  const before = readBaseRegisters(context, registers, [permitting]);
  const known = byKey(before.kind === "compared" ? before.records : []);
  const permitted = new Map<string, string>();
  for (const record of registers.records) {
    const spent = (known.get(decisionKey(record)) ?? []).flatMap((old) => weakened(old, context));
    for (const gate of weakened(record, context))
      if (!spent.includes(gate)) permitted.set(gate, record.id ?? record.title);
  }
  return permitted;
}

/** Gates that a decision names with a reason; none before it is closed. */
function weakened(record: DecisionRecord, { policy: { statuses } }: CheckContext): readonly string[] {
  const closed = statuses.includes("closed") ? ["closed"] : statesOver(statuses).decided;
  const status = record.status === null ? undefined : statusWord(record.status, statuses);
  if (status === undefined || !closed.includes(status)) return [];
  return saidUnder(record, [permitting]).values.flatMap(({ text }) => {
    const [, gate, reason] = /^\s*`?([a-z0-9-]+)`?\s*(?:—|–|-|:)\s+(.+)$/su.exec(text) ?? [];
    return gate === undefined || reason === undefined || isEmpty(reason) ? [] : [gate];
  });
}

function isEmpty(reason: string): boolean {
  return saysNothing(reason) || placeholderIn(reason, reason) !== undefined;
}
