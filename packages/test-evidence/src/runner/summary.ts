import type { FinishedDocument } from "../document.ts";
import { judgeRun, type RunReason } from "../judge.ts";
import type { RunResult } from "./run.ts";

/** Whether the run as such is fit to be evidence: something ran, nothing failed, nothing is missing from its key. */
export function isGreen(document: FinishedDocument): boolean {
  return (
    document.reason === "passed" && document.changedDuringRun.length === 0 && judgeRun(document).length === 0
  );
}

/** What a person reads after Vitest's own report. */
export function summary({ document, path, leftOut, written }: RunResult): string {
  const lines = document.state === "crashed" ? crashLines(document.crash) : finishedLines(document);
  if (leftOut.length > 0) lines.push(`test modules that took no part: ${leftOut.join(", ")}`);
  if (!written) lines.push("a later run has taken over the evidence; this one was not written");
  return `${[`evidence: ${path} (${document.state})`, ...lines.map((line) => `  ${line}`)].join("\n")}\n`;
}

function crashLines({
  code,
  error,
}: Extract<RunResult["document"], { state: "crashed" }>["crash"]): string[] {
  const at = error.location && ` (${error.location.path}:${error.location.line}:${error.location.column})`;
  return [`${code}: ${error.message}${at ?? ""}`];
}

function finishedLines(document: FinishedDocument): string[] {
  const changed = document.changedDuringRun.map((change) => change.name);
  const lines = judgeRun(document).map(sentence);
  if (changed.length > 0) lines.push(`inputs changed while the tests ran: ${changed.join(", ")}`);
  return lines;
}

function sentence(reason: RunReason): string {
  switch (reason.code) {
    case "interrupted":
      return "the run was interrupted";
    case "no-tests":
      return "no test ran";
    case "unhandled-error":
      return `${reason.errors.length} error(s) that no test caught`;
    case "undeclared-input":
      return `declare under phasegate.evidence.rootInputs in package.json: ${reason.paths.join(", ")}`;
  }
}
