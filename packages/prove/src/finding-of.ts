import type { ProofProbe } from "@phasegate/report";
import { type Finding, sentences } from "@phasegate/verify-utils";

/** A finding with its sentences, for a report. */
export function findingOf(finding: Finding): ProofProbe["findings"][number] {
  const { verdict, message, mend } = sentences(finding);
  const { code, location } = finding;
  return { code, verdict, message, mend, ...(location === undefined ? {} : { location }) };
}
