import type { Names } from "../names/names.ts";
import { locationOf } from "../names/tree.ts";
import { type Analysis, newAnalysis } from "./analysis.ts";
import { type EffectCall, type Effects, effectsOf } from "./effects.ts";
import { frameOf } from "./frame.ts";
import { argumentAt, memberIdentity, parseArgumentPath } from "./identity.ts";
import { type Doubt, doubt, type Verdict } from "./judgement.ts";
import { verdictAt } from "./place.ts";
import { placeOf } from "./place-of.ts";
import type { GuardAnswer, GuardedQuery, GuardScope, Step } from "./query.ts";
import { rulesOf, type Want } from "./want.ts";
import { callsWhere } from "./where.ts";

/** Decides whether each call of the effect happens only after the guard, for the same thing. */
export function guarded(names: Names, query: GuardedQuery): GuardAnswer {
  return judgeCalls(names, query, {
    verdictOf: (analysis, { tree, node }, want) => verdictAt(analysis, tree, node, "call-start", want),
    witness: (way, effect) => [...way, effect],
  });
}

/** What is asked of a call. */
export interface CallQuestion {
  readonly verdictOf: (analysis: Analysis, call: EffectCall, want: Want) => Verdict;
  /** The steps of the way around, and the call itself, in the order of the run. */
  readonly witness: (way: readonly Step[], call: Step) => readonly Step[];
}

/** Asks one question of every call of the effect. */
export function judgeCalls(names: Names, query: GuardedQuery, question: CallQuestion): GuardAnswer {
  const { candidates, combinators = [] } = query;
  const rules = rulesOf(names, query);
  const effects = effectsOf(names, query.effect, candidates);
  const calls = callsWhere(names, effects.calls, query.where);
  const scope: GuardScope = { selected: calls.length, candidates: candidates.length };
  const base = { scope, assumptions: combinators };
  const outside = outsideOf(query, effects);
  if (outside !== undefined) return { ...base, kind: "failed", ...outside };
  const analysis = newAnalysis(names, rules, candidates);
  let unsure: Doubt | undefined;
  for (const call of calls) {
    const verdict = judge(analysis, call, question);
    if (verdict.kind === "open") {
      const at = locationOf(call.tree, call.node);
      return {
        ...base,
        kind: "failed",
        at,
        witness: question.witness(verdict.steps, { kind: "effect", location: at }),
      };
    }
    if (verdict.kind === "maybe") unsure ??= verdict;
  }
  unsure ??= effects.escapes[0] ?? unreadable(names, query);
  if (unsure === undefined) return { ...base, kind: "passed" };
  return { ...base, kind: "undecided", ...placeOf(unsure) };
}

function judge(analysis: Analysis, call: EffectCall, { verdictOf }: CallQuestion): Verdict {
  const want = wantOf(analysis, call);
  if (want.kind !== "maybe") return verdictOf(analysis, call, want.want);
  // For which thing is not known; that not even some call of the guard does can be.
  const verdict = verdictOf(analysis, call, { identity: undefined });
  return verdict.kind === "open" ? verdict : want;
}

function wantOf(
  { names, rules }: Analysis,
  call: EffectCall,
): Doubt | { readonly kind: "known"; readonly want: Want } {
  const { same } = rules.query;
  if (same === undefined) return { kind: "known", want: { identity: undefined } };
  const { index, path } = parseArgumentPath(same.effectArgument);
  const argument = argumentAt(call.args, index);
  if (argument === undefined) return doubt(call.tree, call.node, "identity-unknown");
  const identity = memberIdentity(names, frameOf(call.tree, call.node), argument, path);
  return identity === undefined
    ? doubt(call.tree, argument, "identity-unknown")
    : { kind: "known", want: { identity } };
}

function outsideOf(
  { within }: GuardedQuery,
  effects: Effects,
): { at: Step["location"]; witness: readonly Step[] } | undefined {
  if (within === undefined) return undefined;
  for (const [path, { tree, node }] of effects.modules) {
    if (within.includes(path)) continue;
    const at = locationOf(tree, node);
    return { at, witness: [{ kind: "outside", location: at }] };
  }
  return undefined;
}

/** A module that cannot be parsed and that mentions the effect could call it. */
function unreadable(names: Names, { candidates, effect }: GuardedQuery): Doubt | undefined {
  const word = wordOf(effect);
  for (const path of candidates) {
    if (names.graph.record(path)?.kind !== "unparsable") continue;
    if (names.graph.text(path)?.includes(word) === false) continue;
    const tree = names.graph.emptyTree(path);
    return doubt(tree, tree.program, "unparsable");
  }
  return undefined;
}

/** What a module must contain that names the effect, whatever it calls it: the export, or the module's file name. */
function wordOf(effect: GuardedQuery["effect"]): string {
  if ("parameter" in effect) return effect.parameter;
  const symbol = "method" in effect ? effect.constructor : effect;
  if (symbol.export !== "default" && symbol.export !== "*") return symbol.export;
  return symbol.module.replace(/^.*\//, "").replace(/\..*$/, "");
}
