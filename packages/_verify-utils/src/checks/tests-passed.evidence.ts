import type { EvidenceAnswer, KeyChange } from "@phasegate/test-evidence";
import { type Finding, found } from "../finding.ts";

/** How many changed inputs a finding names. */
const shown = 8;

/** Why evidence cannot be used; one finding. */
export function unusableEvidence(
  name: string,
  answer: Exclude<EvidenceAnswer, { kind: "fresh" }>,
  command: string,
): Finding[] {
  const of = { package: name, command };
  switch (answer.kind) {
    case "absent":
      return [found("evidence-absent", of)];
    case "unfinished":
      return [found("evidence-unfinished", of)];
    case "crashed":
      return [crashed(of, answer)];
    case "stale":
      return [stale(of, answer.changes)];
    case "invalid":
      return [
        found("evidence-invalid", {
          ...of,
          reason: [answer.reason, ...answer.issues.map(({ at, message }) => `${at}: ${message}`)].join("; "),
        }),
      ];
    case "foreign":
      return [found("evidence-foreign", { ...of, actual: answer.actual.name })];
    case "unknown-package":
      return [found("package-missing", { package: name })];
    case "unreadable":
      return [found("workspace-refused", { path: answer.error.path, detail: answer.error.detail })];
  }
}

function crashed(
  of: { package: string; command: string },
  { document: { crash } }: Extract<EvidenceAnswer, { kind: "crashed" }>,
): Finding {
  const { location, message } = crash.error;
  const place =
    location === null
      ? undefined
      : { path: location.path, start: { line: location.line, column: location.column } };
  return found("evidence-crashed", { ...of, reason: `${crash.code}: ${message}` }, place);
}

function stale(of: { package: string; command: string }, changes: readonly KeyChange[]): Finding {
  const [first] = changes;
  const place = first?.of === "file" ? { path: first.name } : undefined;
  const names = changes
    .slice(0, shown)
    .map(({ of: what, name, was, is }) =>
      what === "file" ? name : `${name} (${was ?? "unset"} → ${is ?? "unset"})`,
    );
  return found("evidence-stale", { ...of, changes: names, more: Math.max(0, changes.length - shown) }, place);
}
