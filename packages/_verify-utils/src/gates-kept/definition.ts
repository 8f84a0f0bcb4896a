import { type Definition, definitionSchema } from "@phasegate/report";
import type { Config } from "../config.ts";
import { isRecord, toJson } from "../demand/json.ts";
import type { Gate } from "../gate.ts";
import { isOwnCheck } from "../own-check.ts";
import type { ProvePolicy } from "../prove-policy.ts";
import { kitVersion } from "../tools.ts";

/** The effective definition of a configuration's gates, as data. */
export function definitionOf({ gates, suites, policy, waivers, prove }: Config): Definition {
  const rules = toJson(policy);
  return definitionSchema.parse({
    schema: "phasegate.definition/1",
    kit: kitVersion(),
    gates: gates.map(gateDefinition),
    suites: Object.fromEntries(
      Object.entries(suites).map(([name, some]) => [name, some.map(({ id }) => id)]),
    ),
    policy: isRecord(rules) ? { ...rules, ...provedOf(prove) } : {},
    waivers: [...waivers],
  });
}

/** What is proved is part of what is demanded; with which seed is not. */
function provedOf({ suites, pairs, tests }: ProvePolicy) {
  if (suites.length === 0) return {};
  const budget =
    tests === undefined
      ? {}
      : {
          provedTestSeconds: tests.budgetSeconds,
          unprovedTests: tests.except.map((one) => one.package),
        };
  return { provedSuites: [...suites], provedPairs: pairs, ...budget };
}

function gateDefinition({ id, slice, decisions, needs, checks }: Gate) {
  return {
    id,
    slice,
    decisions: [...decisions],
    needs: needs.map((need) => need.id),
    checks: checks.map((check) => ({
      name: check.name,
      kind: check.kind,
      claim: check.claim,
      own: isOwnCheck(check),
      demands: check.demand.demands,
    })),
  };
}

/** Gates together with what they and everything around them are as data. */
export interface DefinedGates {
  readonly gates: readonly Gate[];
  readonly definition: Definition;
}

export function definedGates(config: Config): DefinedGates {
  return { gates: config.gates, definition: definitionOf(config) };
}
