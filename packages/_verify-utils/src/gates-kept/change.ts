import type { GateChange } from "@phasegate/report";

/** One way in which the gates of now differ from those of the base. */
export type Change =
  | { readonly kind: "gate-added"; readonly gate: string }
  | { readonly kind: "gate-renamed"; readonly gate: string; readonly now: string }
  | { readonly kind: "gate-changed"; readonly gate: string; readonly checks: readonly string[] }
  | { readonly kind: "policy-changed"; readonly fields: readonly string[] }
  | { readonly kind: "suites-changed"; readonly suites: readonly string[] }
  | { readonly kind: "kit-changed"; readonly before: string; readonly now: string }
  | Loss;

/** What is no longer demanded. */
export type Loss =
  | { readonly kind: "gate-lost"; readonly gate: string }
  | {
      readonly kind: "demand-lost";
      readonly gate: string;
      readonly check: string;
      readonly claim: string;
      readonly lost: string;
    }
  | { readonly kind: "need-lost"; readonly gate: string; readonly need: string }
  | { readonly kind: "decision-lost"; readonly gate: string; readonly decision: string }
  | { readonly kind: "suite-lost"; readonly gate: string; readonly suite: string }
  | {
      readonly kind: "waiver-added";
      readonly gate: string;
      readonly finding: string;
      readonly owner: string;
      readonly reason: string;
      readonly expires: string;
    }
  | {
      readonly kind: "policy-relaxed";
      readonly gate: "policy";
      readonly field: string;
      readonly lost: string;
    };

const losses = [
  "gate-lost",
  "demand-lost",
  "need-lost",
  "decision-lost",
  "suite-lost",
  "waiver-added",
  "policy-relaxed",
] as const satisfies readonly Loss["kind"][];

export function isLoss(change: Change): change is Loss {
  return losses.some((kind) => kind === change.kind);
}

/** What a loss takes away, in a few words. */
export function lossText(loss: Loss): string {
  switch (loss.kind) {
    case "gate-lost":
      return "the gate is gone";
    case "demand-lost":
      return `${loss.check} («${loss.claim}»): ${loss.lost}`;
    case "need-lost":
      return `it no longer needs ${loss.need}`;
    case "decision-lost":
      return `it no longer supports ${loss.decision}`;
    case "suite-lost":
      return `the suite ${loss.suite} no longer judges it`;
    case "waiver-added":
      return `${loss.finding} is waived until ${loss.expires} by ${loss.owner}: ${loss.reason}`;
    case "policy-relaxed":
      return `${loss.field}: ${loss.lost}`;
  }
}

/** A change for the report. @param permitted the decision that allows a loss */
export function changeResult(change: Change, permitted?: string): GateChange {
  const by = permitted === undefined ? {} : { permitted };
  if (isLoss(change)) return { subject: change.gate, change: "weakened", what: lossText(change), ...by };
  switch (change.kind) {
    case "gate-added":
      return { subject: change.gate, change: "added", what: "a gate that was not there" };
    case "gate-renamed":
      return { subject: change.now, change: "changed", what: `was ${change.gate}` };
    case "gate-changed":
      return { subject: change.gate, change: "changed", what: change.checks.join(", ") };
    case "policy-changed":
      return { subject: "policy", change: "changed", what: change.fields.join(", ") };
    case "suites-changed":
      return { subject: "suites", change: "changed", what: change.suites.join(", ") };
    case "kit-changed":
      return { subject: "kit", change: "changed", what: `${change.before} → ${change.now}` };
  }
}
