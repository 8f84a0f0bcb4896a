import type { DefinedCheck, DefinedGate, Definition } from "@phasegate/report";
import type { Check } from "../check.ts";
import { some } from "../demand/covers.ts";
import { covers, type Demands, lostTexts, partText } from "../demand/demand.ts";
import { canonical } from "../demand/json.ts";
import type { World } from "../demand/orders.ts";
import { type Gate, inOrder } from "../gate.ts";
import { isOwnCheck } from "../own-check.ts";
import type { Change, Loss } from "./change.ts";
import { comparePolicy } from "./compare-policy.ts";
import { compareSuites } from "./compare-suites.ts";
import type { DefinedGates } from "./definition.ts";

/** A check of the base of which data alone do not say whether it is kept. */
export interface Doubt {
  readonly gate: string;
  readonly check: DefinedCheck;
  /** What is not told, for people. */
  readonly why: string;
}

export interface Comparison {
  readonly changes: readonly Change[];
  readonly doubts: readonly Doubt[];
  /** The gate of now that each gate of the base became. */
  readonly heirs: ReadonlyMap<string, Gate>;
}

/** The gates of the base against those of now, check by check. */
export function compareDefinitions(before: Definition, now: DefinedGates, world: World): Comparison {
  const today = now.definition;
  const heirs = heirsOf(before, now, world);
  const compared = before.gates.map((gate) => compareGate(gate, heirs.get(gate.id), before, world));
  const taken = new Set([...heirs.values()].map(({ id }) => id));
  const added = now.gates.filter(({ id }) => !taken.has(id));
  return {
    changes: [
      ...compared.flatMap(({ changes }) => changes),
      ...added.map(({ id }): Change => ({ kind: "gate-added", gate: id })),
      ...compareSuites(before, today, (id) => heirs.get(id)?.id ?? id),
      ...comparePolicy(before.policy, today.policy, world),
      ...waiversAdded(before, today),
    ],
    doubts: compared.flatMap(({ doubts }) => doubts),
    heirs,
  };
}

/** The gate of the same id; of one that is gone, a new gate that demands as much. */
function heirsOf(before: Definition, { gates }: DefinedGates, world: World): ReadonlyMap<string, Gate> {
  const ids = new Set(before.gates.map(({ id }) => id));
  const fresh = gates.filter(({ id }) => !ids.has(id));
  const heirs = new Map<string, Gate>();
  for (const gate of before.gates) {
    const own = gates.find(({ id }) => id === gate.id);
    const heir = own ?? fresh.find((one) => isHeir(gate, one, world));
    if (heir !== undefined) heirs.set(gate.id, heir);
  }
  return heirs;
}

function isHeir(gate: DefinedGate, candidate: Gate, world: World): boolean {
  const { losses, doubts } = compareChecks(gate, candidate, world);
  return losses.length === 0 && doubts.length === 0;
}

function compareGate(
  before: DefinedGate,
  now: Gate | undefined,
  all: Definition,
  world: World,
): Omit<Comparison, "heirs"> {
  const gate = before.id;
  if (now === undefined) return { changes: [{ kind: "gate-lost", gate }], doubts: [] };
  const { losses, doubts } = compareChecks(before, now, world);
  const needs = new Set(inOrder(now.needs).map(({ id }) => id));
  const renamed = now.id !== gate ? [{ kind: "gate-renamed", gate, now: now.id } as const] : [];
  const lost: Loss[] = [
    ...losses,
    ...before.needs
      .filter((need) => !needs.has(need) && all.gates.some(({ id }) => id === need))
      .map((need) => ({ kind: "need-lost", gate, need }) as const),
    ...before.decisions
      .filter((decision) => !now.decisions.includes(decision))
      .map((decision) => ({ kind: "decision-lost", gate, decision }) as const),
  ];
  const touched = changedChecks(before, now);
  const changed =
    touched.length === 0 ? [] : [{ kind: "gate-changed", gate: now.id, checks: touched } as const];
  return { changes: [...renamed, ...changed, ...lost], doubts };
}

/** Names of checks that are not as they were, for the report; also what is said of the gate itself. */
function changedChecks(before: DefinedGate, now: Gate): string[] {
  const known = new Map(before.checks.map((check) => [check.name, check]));
  const checks = now.checks.flatMap((check) => {
    const old = known.get(check.name);
    if (old === undefined) return [`${check.name} (new)`];
    if (canonical(old.demands) !== canonical(check.demand.demands)) return [check.name];
    return old.claim === check.claim ? [] : [`${check.name} (claim)`];
  });
  const gone = before.checks.filter(({ name }) => !now.checks.some((check) => check.name === name));
  const own = before.slice === now.slice ? [] : [`slice ${before.slice} → ${now.slice}`];
  const more = now.decisions.filter((decision) => !before.decisions.includes(decision));
  return [
    ...checks,
    ...gone.map(({ name }) => `${name} (gone)`),
    ...own,
    ...more.map((decision) => `supports ${decision}`),
  ];
}

function compareChecks(before: DefinedGate, now: Gate, world: World) {
  const losses: Loss[] = [];
  const doubts: Doubt[] = [];
  for (const check of before.checks) {
    const { lost, doubtful, isOwn } = compareCheck(check, now, world);
    const { name, claim } = check;
    const gate = before.id;
    if (lost.length > 0)
      losses.push({ kind: "demand-lost", gate, check: name, claim, lost: lost.join("; ") });
    if (doubtful.length > 0 || !isOwn) doubts.push({ gate, check, why: doubtful.join("; ") });
  }
  return { losses, doubts };
}

/** What nothing demands any more, and what cannot be told, one line each. */
function compareCheck(check: DefinedCheck, now: Gate, world: World) {
  const lost = new Set<string>();
  const doubtful = new Set<string>();
  let isOwn = true;
  const kin = now.checks.filter(({ kind }) => kind === check.kind);
  for (const part of kin[0]?.demand.parts(check.demands) ?? [check.demands]) {
    const demanding = kin.filter(({ demand }) => covers(demand, part, world) === "yes");
    if (demanding.some(isOwnCheck)) continue;
    if (demanding.length > 0) {
      isOwn = false;
      // What was made by hand before is tried out, as far as it can be.
      if (check.own) doubtful.add("it is no longer as the kit makes it");
      continue;
    }
    const answer = some(kin.map(({ demand }) => covers(demand, part, world)));
    for (const line of whatIsLost(part, check, kin, world)) (answer === "no" ? lost : doubtful).add(line);
  }
  return { lost: [...lost], doubtful: [...doubtful], isOwn };
}

/** Against the check of the same name, or the one that differs least. */
function whatIsLost(
  part: Demands,
  before: DefinedCheck,
  kin: readonly Check[],
  world: World,
): readonly string[] {
  const lackOf = (check: Check) =>
    [...check.demand.compare(part, world).values()].filter((answer) => answer !== "yes").length;
  const nearest =
    kin.find(({ name }) => name === before.name) ?? [...kin].sort((a, b) => lackOf(a) - lackOf(b))[0];
  return nearest === undefined ? [`gone: ${partText(part)}`] : lostTexts(part, nearest.demand, world);
}

/** A waiver that is wider or longer than each one of before. */
function waiversAdded(before: Definition, now: Definition): readonly Change[] {
  return now.waivers
    .filter(
      (waiver) =>
        !before.waivers.some(
          (old) =>
            old.finding === waiver.finding &&
            old.gate === waiver.gate &&
            (old.check === undefined || old.check === waiver.check) &&
            (old.path === undefined || old.path === waiver.path) &&
            old.expires >= waiver.expires,
        ),
    )
    .map(({ gate, finding, owner, reason, expires }) => ({
      kind: "waiver-added",
      gate,
      finding,
      owner,
      reason,
      expires,
    }));
}
