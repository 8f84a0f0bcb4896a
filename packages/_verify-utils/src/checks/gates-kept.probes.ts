import type { DefinedCheck, Definition } from "@phasegate/report";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { definitionOf } from "../gates-kept/definition.ts";

/** Gates of a base that differ from those of now in one thing. */
function before(edit: (definition: Definition) => Definition | undefined): Pick<Probe, "apply" | "gates"> {
  return {
    apply: () => ({}),
    gates: ({ config }: CheckContext) => {
      if (config === undefined) return new NotApplicable("there is no configuration");
      const definition = edit(definitionOf(config));
      if (definition === undefined) return new NotApplicable("no gate offers a place for it");
      const counterexamples = {
        schema: "phasegate.counterexamples/1",
        counterexamples: [],
        notApplicable: [],
      } as const;
      return {
        kind: "known",
        kit: "same",
        definition,
        counterexamples: { ...counterexamples, counterexamples: [], notApplicable: [] },
      };
    },
  };
}

/** Every check through an edit; nothing when it changes none. */
function eachCheck(edit: (check: DefinedCheck) => DefinedCheck) {
  return (definition: Definition): Definition | undefined => {
    let isEdited = false;
    const gates = definition.gates.map((gate) => ({
      ...gate,
      checks: gate.checks.map((check) => {
        const edited = edit(check);
        isEdited ||= edited !== check;
        return edited;
      }),
    }));
    return isEdited ? { ...definition, gates } : undefined;
  };
}

function withDemand(kind: string, key: string, value: (old: unknown) => string[] | undefined) {
  return eachCheck((check) => {
    const next = check.kind === kind ? value(check.demands[key]) : undefined;
    return next === undefined ? check : { ...check, demands: { ...check.demands, [key]: next } };
  });
}

const lost = (
  name: string,
  edit: (definition: Definition) => Definition | undefined,
  expect: FindingCode = "gate-weakened",
): Counterexample => ({ name, expect, ...before(edit) });

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

export const keptCounterexamples: readonly Counterexample[] = [
  lost("a gate is gone", (definition) => ({
    ...definition,
    gates: [
      ...definition.gates,
      ...definition.gates.slice(0, 1).map((gate) => ({
        ...gate,
        id: "probe-gone",
        checks: [{ name: "probe", kind: "probe", claim: "a probe", own: true, demands: {} }],
      })),
    ],
  })),
  lost("a check is gone", (definition) => ({
    ...definition,
    gates: definition.gates.map((gate) => ({
      ...gate,
      checks: [
        ...gate.checks,
        { name: "probe", kind: "probe", claim: "a probe", own: true, demands: { one: 1 } },
      ],
    })),
  })),
  lost("a gate supports one decision less", (definition) => ({
    ...definition,
    gates: definition.gates.map((gate) => ({ ...gate, decisions: [...gate.decisions, "X-999"] })),
  })),
  lost("a suite judges one gate less", (definition) => ({
    ...definition,
    suites: { ...definition.suites, "probe-suite": definition.gates.slice(0, 1).map(({ id }) => id) },
  })),
  lost(
    "tests name one subject less",
    withDemand("testsPassed", "subjects", (old) => [...texts(old), "probe/subject.ts"]),
  ),
  lost(
    "one more module may import what is confined",
    withDemand("importConfined", "to", (old) => (texts(old).length === 0 ? undefined : texts(old).slice(1))),
  ),
  lost(
    "a decision may have one more status",
    withDemand("decisionRecorded", "statuses", (old) =>
      texts(old).length < 2 ? undefined : texts(old).slice(1),
    ),
  ),
  lost(
    "the policy has one register less",
    (definition) => ({
      ...definition,
      policy: { ...definition.policy, registers: [...texts(definition.policy["registers"]), "PROBE.md"] },
    }),
    "policy-relaxed",
  ),
  lost(
    "the policy allows a transition that it did not",
    (definition) => ({ ...definition, policy: { ...definition.policy, transitions: {} } }),
    "policy-relaxed",
  ),
];

export const keptInvariances: readonly Invariance[] = [
  { name: "claims are worded otherwise", ...before(eachCheck((check) => ({ ...check, claim: "Before." }))) },
  {
    name: "checks are named otherwise",
    ...before(eachCheck((check) => ({ ...check, name: `old:${check.name}` }))),
  },
  {
    name: "gates, checks and lists stand in another order",
    ...before((definition) => ({
      ...definition,
      gates: definition.gates
        .map((gate) => ({
          ...gate,
          checks: gate.checks
            .map((check) => ({
              ...check,
              demands: Object.fromEntries(Object.entries(check.demands).reverse()),
            }))
            .reverse(),
        }))
        .reverse(),
    })),
  },
  {
    name: "the base had fewer gates",
    ...before((definition) => ({
      ...definition,
      gates: definition.gates.slice(0, 1).map((gate) => ({ ...gate, needs: [] })),
      suites: {},
    })),
  },
  {
    name: "tests named fewer subjects",
    ...before(withDemand("testsPassed", "subjects", () => [])),
  },
];
