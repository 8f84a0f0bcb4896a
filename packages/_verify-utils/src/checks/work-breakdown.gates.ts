import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location } from "../finding.ts";
import type { LocatedBreakdown } from "../work-breakdown/read.ts";
import { isSameId, readRegisters } from "./registers.ts";

type Gates = NonNullable<CheckContext["config"]>["gates"];

/** Gates of the repository that a breakdown is about. */
export function gatesWithin(gates: Gates, except: readonly string[]): Gates {
  const isOther = picomatch([...except]);
  return gates.filter(({ slice }) => !isOther(slice));
}

/** What does not hold between slices, the gates that close them, and the decisions that both serve. */
export function gateFindingsOf(
  path: RepoPath,
  located: LocatedBreakdown,
  except: readonly string[],
  context: CheckContext,
): readonly Finding[] {
  const decisions = decisionFindings(located, context);
  const { config } = context;
  if (config === undefined) {
    const why = "the check is judged alone";
    return [...decisions, found("gates-unknown", { why, command: "phasegate verify" })];
  }
  const gates = gatesWithin(config.gates, except);
  const known = located.breakdown.slices.map(({ id }) => id);
  const homeless = gates
    .filter(({ slice }) => !known.includes(slice))
    .map(({ id, slice }) =>
      found("gate-slice-unknown", { breakdown: path, gate: id, slice, known }, located.locate(["slices"])),
    );
  return [...decisions, ...homeless, ...differences(path, located, gates)];
}

function differences(
  path: RepoPath,
  { breakdown, locate }: LocatedBreakdown,
  gates: Gates,
): readonly Finding[] {
  return breakdown.slices.flatMap(({ id, decisions }, index) => {
    const own = gates.filter(({ slice }) => slice === id);
    if (own.length === 0) return [];
    const at: Location = locate(["slices", index, "decisions"]);
    const served = own.flatMap((gate) => gate.decisions.map((decision) => ({ gate: gate.id, decision })));
    const differ = (named: readonly string[], decision: string, lacks: "slice" | "gates") =>
      found("gate-decisions-differ", { breakdown: path, slice: id, gates: named, decision, lacks }, at);
    return [
      ...served
        .filter(({ decision }) => !decisions.some((one) => isSameId(one, decision)))
        .map(({ gate, decision }) => differ([gate], decision, "slice")),
      ...decisions
        .filter((decision) => !served.some((one) => isSameId(one.decision, decision)))
        .map((decision) =>
          differ(
            own.map((gate) => gate.id),
            decision,
            "gates",
          ),
        ),
    ];
  });
}

/** Decisions of slices stand in the register. */
function decisionFindings(
  { breakdown, locate }: LocatedBreakdown,
  context: CheckContext,
): readonly Finding[] {
  if (breakdown.slices.every(({ decisions }) => decisions.length === 0)) return [];
  const { records, findings } = readRegisters(context);
  if (findings.length > 0) return findings;
  const known = records.flatMap(({ id }) => id ?? []);
  const register = context.policy.registers.join(", ");
  return breakdown.slices.flatMap(({ decisions }, index) =>
    decisions.flatMap((decision, position) =>
      known.some((id) => isSameId(id, decision))
        ? []
        : [
            found(
              "decision-missing",
              { decision, register, known },
              locate(["slices", index, "decisions", position]),
            ),
          ],
    ),
  );
}
