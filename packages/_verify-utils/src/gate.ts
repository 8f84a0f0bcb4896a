import type { Check } from "./check.ts";

/** One script: which slice and decisions it supports, which gates it needs, and its checks. */
export interface Gate {
  readonly id: string;
  readonly slice: string;
  readonly decisions: readonly string[];
  readonly needs: readonly Gate[];
  readonly checks: readonly Check[];
}

export interface GateDefinition {
  /** Lower-case letters, digits and dashes. */
  readonly id: string;
  readonly slice: string;
  readonly decisions?: readonly string[];
  readonly needs?: readonly Gate[];
  readonly checks: readonly Check[];
}

/** A gate that cannot be meant: the mistake is the author's, and is told before anything is judged. */
export class GateDefinitionError extends Error {
  override readonly name = "GateDefinitionError";
}

/**
 * Defines a gate.
 * @throws GateDefinitionError for an id that is no id, a gate without checks, or two checks of one name
 */
export function defineGate(definition: GateDefinition): Gate {
  const { id, slice, decisions = [], needs = [], checks } = definition;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new GateDefinitionError(
      `gate id: expected lower-case words joined by dashes, got ${JSON.stringify(id)}`,
    );
  }
  if (slice.trim() === "")
    throw new GateDefinitionError(`gate ${id}: expected the slice that it closes, got nothing`);
  if (checks.length === 0) throw new GateDefinitionError(`gate ${id}: expected at least one check, got none`);
  const names = new Set<string>();
  for (const check of checks) {
    if (names.has(check.name)) {
      throw new GateDefinitionError(
        `gate ${id}: two checks are named ${check.name}; give one of them a \`name\` of its own`,
      );
    }
    if (check.claim.trim() === "")
      throw new GateDefinitionError(`gate ${id}: check ${check.name} claims nothing`);
    names.add(check.name);
  }
  return Object.freeze({ id, slice, decisions: [...decisions], needs: [...needs], checks: [...checks] });
}

/**
 * The gates and everything that they need, each after its needs, in the order in which they were asked for.
 * @throws GateDefinitionError for two gates of one id, or needs that run in a circle
 */
export function inOrder(gates: readonly Gate[]): readonly Gate[] {
  const done = new Map<string, Gate>();
  const visit = (gate: Gate, above: readonly Gate[]): void => {
    const known = done.get(gate.id);
    if (known !== undefined && known !== gate)
      throw new GateDefinitionError(`two gates have the id ${gate.id}`);
    if (known !== undefined) return;
    if (above.includes(gate)) {
      throw new GateDefinitionError(
        `needs run in a circle: ${[...above, gate].map((one) => one.id).join(" → ")}`,
      );
    }
    for (const need of gate.needs) visit(need, [...above, gate]);
    done.set(gate.id, gate);
  };
  for (const gate of gates) visit(gate, []);
  return [...done.values()];
}
