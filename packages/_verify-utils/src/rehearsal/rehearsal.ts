import type { FindingResult, RunDocument } from "@phasegate/report";

/** What a run decided of one check, or of a gate as a whole where `check` is empty. */
export interface Decided {
  readonly gate: string;
  readonly check: string;
  readonly verdict: string;
  /** Findings as text, sorted. */
  readonly findings: readonly string[];
}

/** What a suite decides in a clean clone, as far as it can be known. */
export type Rehearsal =
  | { readonly kind: "told"; readonly here: readonly Decided[]; readonly there: readonly Decided[] }
  | { readonly kind: "unknown"; readonly why: string; readonly command: string };

/** What a run decided, without moments, durations and sizes of scopes. */
export function decidedIn({ gates, findings }: RunDocument): readonly Decided[] {
  const whole = { gate: "", check: "", verdict: "", findings: texts(findings) };
  return [
    ...(findings.length > 0 ? [whole] : []),
    ...gates.flatMap(({ id, verdict, findings: own, checks }) => [
      { gate: id, check: "", verdict, findings: texts(own) },
      ...checks.map((check) => ({
        gate: id,
        check: check.name,
        verdict: check.verdict,
        findings: texts(check.findings),
      })),
    ]),
  ];
}

function texts(findings: readonly FindingResult[]): readonly string[] {
  return findings
    .map(({ code, message, location }) => {
      const line = location?.start === undefined ? "" : `:${location.start.line}`;
      return `${code}: ${message}${location === undefined ? "" : ` (${location.path}${line})`}`;
    })
    .sort();
}

export interface Difference {
  readonly gate: string;
  readonly check: string;
  readonly here: string;
  readonly there: string;
  /** Whether it could be decided here at all. */
  readonly isKnown: boolean;
}

/** The innermost things that are decided otherwise: of a gate that differs because of its checks, the checks. */
export function differences(here: readonly Decided[], there: readonly Decided[]): readonly Difference[] {
  const keyOf = ({ gate, check }: Decided) => JSON.stringify([gate, check]);
  const [ours, theirs] = [here, there].map((all) => new Map(all.map((one) => [keyOf(one), one])));
  const keys = new Set([...here, ...there].map(keyOf));
  const found = [...keys].flatMap((key) => {
    const [one, other] = [ours?.get(key), theirs?.get(key)];
    const [gate, check] = [one?.gate ?? other?.gate ?? "", one?.check ?? other?.check ?? ""];
    const [said, answered] = [textOf(one, other), textOf(other, one)];
    return said === answered
      ? []
      : [{ gate, check, here: said, there: answered, isKnown: one?.verdict !== "blocked" }];
  });
  const withChecks = new Set(found.filter(({ check }) => check !== "").map(({ gate }) => gate));
  return found.filter(({ gate, check }) => check !== "" || !withChecks.has(gate));
}

/** Verdict, and what the other one does not find. */
function textOf(one: Decided | undefined, other: Decided | undefined): string {
  if (one === undefined) return "nothing";
  const only = one.findings.filter((text) => other?.findings.includes(text) !== true);
  return [one.verdict, ...only].filter((text) => text !== "").join(", ");
}
