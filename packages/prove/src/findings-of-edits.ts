import { type ProofDocument, type ProofGate, type ProofProbe, refuting, unknowing } from "@phasegate/report";
import { type Finding, found, type Location, type ProvenGate } from "@phasegate/verify-utils";

export type ProvenFinding = ProvenGate["findings"][number];

/** What the edits of a gate found on its checks. @param green names of the checks that the run itself found green */
export function findingsOfEdits(
  proof: ProofDocument,
  gate: ProofGate,
  green: ReadonlySet<string>,
): readonly ProvenFinding[] {
  const probes = proof.probes.filter((one) => one.gate === gate.id);
  return gate.checks.flatMap(({ name, before }): readonly ProvenFinding[] => {
    const [first] = before;
    if (first !== undefined) {
      // What is red in the run has said so itself.
      const why = `it is not green where edits are tried: ${first.message}`;
      return green.has(name) ? [{ check: name, finding: found("proof-blocked", { about: name, why }) }] : [];
    }
    const own = probes.filter(({ check }) => check === name);
    const findings = own.flatMap((probe) => findingOfProbe(probe) ?? []);
    const isProved = own.some(({ outcome }) => outcome === "killed");
    const unproved = isProved ? [] : [found("check-unproved", { gate: gate.id, check: name })];
    return [...findings, ...unproved].map((finding) => ({ check: name, finding }));
  });
}

function findingOfProbe({ gate, probe, outcome, reason = outcome, edits }: ProofProbe): Finding | undefined {
  const args = { gate, edit: probe, why: reason };
  const [edit] = edits;
  const at: Location | undefined =
    edit === undefined
      ? undefined
      : edit.change === "added"
        ? { path: edit.path }
        : { path: edit.path, start: edit.start, end: edit.end };
  if (outcome === "false-alarm") return found("harmless-edit-alarmed", args, at);
  if (refuting.some((one) => one === outcome)) return found("edit-survived", args, at);
  return unknowing.some((one) => one === outcome) ? found("edit-undecided", args, at) : undefined;
}
