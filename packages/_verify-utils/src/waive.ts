import type { Waiver } from "./config.ts";
import { type Finding, found } from "./finding.ts";

export interface Waived {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

/** The waivers of a run on one day, and which of them were used. */
export interface Waivers {
  /** The waiver that covers a finding, if one does that has not expired. */
  cover(finding: Finding, gate: string, check: string): Waiver | undefined;
  /** What is wrong with the waivers themselves, once the gates in `judged` were judged whole. */
  findings(judged: ReadonlySet<string>): readonly Finding[];
}

/** @param today YYYY-MM-DD, in UTC */
export function openWaivers(waivers: readonly Waiver[], today: string): Waivers {
  const used = new Set<Waiver>();
  const expired = (waiver: Waiver): boolean => waiver.expires < today;
  return {
    cover(finding, gate, check) {
      const fits = waivers.find((waiver) => !expired(waiver) && covers(waiver, finding, gate, check));
      if (fits !== undefined) used.add(fits);
      return fits;
    },
    findings: (judged) =>
      waivers.flatMap((waiver) => {
        const { finding, gate, owner, expires } = waiver;
        if (expired(waiver)) return [found("waiver-expired", { finding, owner, expires })];
        return judged.has(gate) && !used.has(waiver)
          ? [found("waiver-unused", { finding, gate, owner })]
          : [];
      }),
  };
}

function covers(waiver: Waiver, finding: Finding, gate: string, check: string): boolean {
  return (
    waiver.finding === finding.code &&
    waiver.gate === gate &&
    (waiver.check === undefined || waiver.check === check) &&
    (waiver.path === undefined || waiver.path === finding.location?.path)
  );
}
