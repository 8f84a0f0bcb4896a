import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { defaultPolicy } from "../config.ts";
import { demandsOf } from "../demand/demand.ts";
import { each } from "../demand/orders.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { configNames } from "../load-config.ts";
import { ownCheck } from "../own-check.ts";
import { configuredEphemeral } from "../wiring/configured-ephemeral.ts";
import { ephemeralBy } from "./durable.ts";
import { examplesOf } from "./ephemeral-covers.examples.ts";
import { coversCounterexamples, coversInvariances } from "./ephemeral-covers.probes.ts";

export interface EphemeralCovers extends CheckOptions {
  /** Globs of what does not survive cleanup; the policy calls all of it ephemeral, wherever it lies. */
  readonly ephemeral: readonly [string, ...string[]];
  /** Globs of what does; the policy calls none of it ephemeral. */
  readonly durable: readonly string[];
}

const demand = demandsOf<Omit<EphemeralCovers, "claim" | "name">>({ ephemeral: each, durable: each });

/**
 * `policy.ephemeral` covers what cleanup takes away, and leaves out what stays: a policy that calls nothing ephemeral would let
 * gates rest on scratch. Globs are held against the policy by examples of what they name.
 */
export function ephemeralCovers(args: EphemeralCovers): Check {
  return ownCheck({
    kind: "ephemeralCovers",
    name: args.name ?? "ephemeralCovers",
    claim: args.claim ?? `The policy calls ephemeral what cleanup takes away (${args.ephemeral.join(", ")})`,
    subject: { kind: "document", path: configNames[0] },
    supports: everyKind,
    demand: demand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: coversCounterexamples(args),
    invariances: coversInvariances(),
  });
}

function evaluate({ ephemeral, durable }: EphemeralCovers, context: CheckContext): Evaluation {
  const path = configNames.find((name) => context.workspace.entry(name) === "file");
  const all = ephemeral.length + durable.length;
  const scope = { selected: all, candidates: all, unit: "kinds of files", roster: "the gate" };
  const stated = path === undefined ? undefined : configuredEphemeral(context, path);
  const at = path ?? configNames[0];
  if (path === undefined || stated?.kind === "computed") {
    const why = path === undefined ? "there is no configuration" : "policy.ephemeral is computed";
    return { findings: [found("wiring-undecidable", { path: at, why }, { path: at })], scope };
  }
  const policy = stated?.globs ?? defaultPolicy.ephemeral;
  const location = stated?.location ?? { path: at };
  const judged = (globs: readonly string[], wanted: boolean): readonly Finding[] =>
    globs.flatMap((glob) => {
      const wrong = examplesOf(glob).find((one) => (ephemeralBy(one, policy) !== undefined) !== wanted);
      return wrong === undefined
        ? []
        : [found("ephemeral-differs", { glob, example: wrong, wanted }, location)];
    });
  return { findings: [...judged(ephemeral, true), ...judged(durable, false)], scope };
}
