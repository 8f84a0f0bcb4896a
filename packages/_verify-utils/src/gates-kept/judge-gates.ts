import type { GateChange } from "@phasegate/report";
import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import type { BaseGates } from "./base-gates.ts";
import { type Change, changeResult, isLoss, type Loss, lossText } from "./change.ts";
import { type Comparison, compareDefinitions, type Doubt } from "./compare.ts";
import type { DefinedGates } from "./definition.ts";
import { moved } from "./moved.ts";
import { permissionsOf } from "./permissions.ts";
import { renamesSince } from "./renames.ts";
import { Trials } from "./try-counterexamples.ts";

type Known = Extract<BaseGates, { readonly kind: "known" }>;

export interface GatesJudgement {
  readonly findings: readonly Finding[];
  readonly changes: readonly GateChange[];
  readonly assumptions: readonly string[];
}

/** What the gates of the base demanded that those of now do not, unless a closed decision allows it. */
export function judgeGates(known: Known, now: DefinedGates, context: CheckContext): GatesJudgement {
  const comparison = compareWithBase(known, now, context);
  const { losses, unknown, assumptions } = tried(known, comparison, context);
  const changes = [...kitChange(known), ...comparison.changes, ...losses];
  const lost = changes.filter(isLoss);
  // Only what is lost asks the register.
  const permitted = lost.length + unknown.length > 0 ? permissionsOf(context) : new Map<string, string>();
  return {
    changes: changes.map((change) =>
      changeResult(change, isLoss(change) ? permitted.get(change.gate) : undefined),
    ),
    findings: [
      ...lost.filter(({ gate }) => !permitted.has(gate)).map(lossFinding),
      ...unknown
        .filter(({ gate }) => !permitted.has(gate))
        .map(({ gate, check: { name, claim }, why }) =>
          found("gate-change-unknown", { gate, check: name, claim, why }),
        ),
    ],
    assumptions,
  };
}

export function compareWithBase(known: Known, now: DefinedGates, context: CheckContext): Comparison {
  const { base, workspace, packages } = context;
  const renames = "workspace" in base ? renamesSince(base.workspace, workspace) : new Map<string, string>();
  const world = { files: workspace.files() };
  return compareDefinitions(moved(known.definition, renames, packages), now, world);
}

/** The checks of the base whose counterexamples have to be tried. */
export function toTry(
  { definition, kit }: Pick<Known, "definition" | "kit">,
  { doubts }: Comparison,
): readonly Doubt[] {
  if (kit === "same") return doubts;
  const all = definition.gates.flatMap((gate) => gate.checks.map((check) => ({ gate: gate.id, check })));
  return all.map(
    ({ gate, check }) =>
      doubts.find((one) => one.gate === gate && one.check.name === check.name) ?? { gate, check, why: "" },
  );
}

function tried(known: Known, comparison: Comparison, context: CheckContext) {
  const losses: Loss[] = [];
  const unknown: Doubt[] = [];
  const assumptions: string[] = [];
  const trials = new Trials(context);
  for (const doubt of unique(toTry(known, comparison))) {
    const { gate, check, why } = doubt;
    const heir = comparison.heirs.get(gate);
    if (heir === undefined) continue;
    const own = known.counterexamples.counterexamples.filter(
      (one) => one.gate === gate && one.check === check.name,
    );
    const trial = trials.of(check, heir, own);
    if (trial.kind === "survived") {
      const lost = `it does not notice «${trial.edit}», which the base's check did${why === "" ? "" : ` (${why})`}`;
      losses.push({ kind: "demand-lost", gate, check: check.name, claim: check.claim, lost });
    } else if (trial.kind === "untried" && why !== "")
      unknown.push({ ...doubt, why: `${why}; ${trial.why}` });
    else if (trial.kind === "untried") assumptions.push(`${gate}: ${check.name} is as it was: ${trial.why}`);
  }
  return { losses, unknown, assumptions };
}

function unique(doubts: readonly Doubt[]): readonly Doubt[] {
  return [...new Map(doubts.map((one) => [`${one.gate}/${one.check.name}`, one])).values()];
}

function kitChange({ kit, definition }: Known): readonly Change[] {
  return kit === "same"
    ? []
    : [
        {
          kind: "kit-changed",
          before: definition.kit,
          now: "the kit of now, tried on the base's counterexamples",
        },
      ];
}

function lossFinding(loss: Loss): Finding {
  switch (loss.kind) {
    case "policy-relaxed":
      return found("policy-relaxed", { field: loss.field, lost: loss.lost });
    case "waiver-added": {
      const { gate, finding, owner, reason } = loss;
      return found("waiver-added", { gate, finding, owner, reason });
    }
    default:
      return found("gate-weakened", { gate: loss.gate, lost: lossText(loss) });
  }
}
