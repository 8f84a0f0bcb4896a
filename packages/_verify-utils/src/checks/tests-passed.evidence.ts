import {
  type EvidenceAnswer,
  evidenceCommand,
  evidenceTask,
  type FinishedDocument,
  judgeRun,
  type KeyChange,
  readEvidence,
} from "@phasegate/test-evidence";
import type { WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext, Scope } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { at, runFinding } from "./tests-passed.findings.ts";

export interface PackageEvidence {
  readonly one: WorkspacePackage | undefined;
  /** The run, when there is one of this very tree. */
  readonly document: FinishedDocument | undefined;
  /** What is wrong with the task, the evidence, or the run as a whole. */
  readonly findings: readonly Finding[];
}

/** The evidence of a package's tests, held to everything that does not depend on which tests a gate names. */
export function evidenceOf(name: string, context: CheckContext): PackageEvidence {
  const one = context.packages.find((candidate) => candidate.name === name);
  if (one === undefined)
    return { one, document: undefined, findings: [found("package-missing", { package: name })] };
  const task = taskFindings(one, context);
  const answer = readEvidence(context.workspace, one, { memo: context.memo });
  const command = rerunCommand(one, context);
  if (answer.kind !== "fresh") {
    return { one, document: undefined, findings: [...task, ...unusableEvidence(name, answer, command)] };
  }
  const run = judgeRun(answer.document).map((reason) => runFinding(name, reason, command));
  return { one, document: answer.document, findings: [...task, ...run] };
}

export function evidenceScope(name: string, selected: number, document: FinishedDocument | undefined): Scope {
  const candidates = (document?.modules ?? []).reduce((sum, module) => sum + module.tests.length, 0);
  return { selected, candidates, unit: "tests", roster: `run of ${name}` };
}

/** How a person makes the evidence again. */
function rerunCommand({ name, folder }: WorkspacePackage, { workspace, policy }: CheckContext): string {
  const { command } = policy.evidence;
  if (command !== undefined) return command.replaceAll("{package}", name);
  if (workspace.entry("pnpm-lock.yaml") === "file") return `pnpm --filter ${name} test`;
  if (workspace.entry("yarn.lock") === "file") return `yarn workspace ${name} test`;
  return folder === "" ? "npm test" : `npm test --workspace ${name}`;
}

/** How many changed inputs a finding names. */
const shown = 8;

/** Why evidence cannot be used; one finding. */
function unusableEvidence(
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

function taskFindings(one: WorkspacePackage, { workspace }: CheckContext): Finding[] {
  const task = evidenceTask(workspace, one);
  const of = { package: one.name, expected: evidenceCommand };
  const place = "location" in task ? at(task.location.path, task.location) : undefined;
  switch (task.kind) {
    case "declared":
      return [];
    case "missing":
      return [
        found("evidence-task-replaced", { ...of, script: "test", actual: "missing" }, { path: task.path }),
      ];
    case "different":
      return [found("evidence-task-replaced", { ...of, script: "test", actual: task.script }, place)];
    case "surrounded":
      return [
        found(
          "evidence-task-replaced",
          { ...of, script: task.hook, expected: "absent", actual: task.script },
          place,
        ),
      ];
  }
}
