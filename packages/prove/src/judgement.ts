import type { ProofOutcome } from "@phasegate/report";
import {
  type Anchor,
  type CheckContext,
  type Counterexample,
  expectedCodes,
  type Finding,
  sentences,
} from "@phasegate/verify-utils";
import type { Edits, Workspace } from "@phasegate/workspace";
import { editedLines, textAt } from "./edit-span.ts";

export interface Judgement {
  readonly outcome: ProofOutcome;
  /** What is wrong with the outcome. */
  readonly reason?: string;
  readonly at?: Anchor;
}

/** The two sides of an edit: the repository before it and with it. */
export interface Sides {
  readonly before: CheckContext;
  readonly edits: Edits;
  readonly edited: Workspace;
}

/** What an edit that must turn its check red did to it. */
export function judgeCounterexample(
  one: Counterexample,
  findings: readonly Finding[],
  sides: Sides,
): Judgement {
  if (findings.length === 0) return { outcome: "survived", reason: "the check stayed green" };
  const expected = expectedCodes(one.expect);
  const at = typeof one.at === "function" ? one.at(sides.before, sides.edits) : one.at;
  const right = findings.filter(({ code }) => expected.includes(code));
  if (right.some((finding) => pointsTo(finding, at, sides))) {
    return { outcome: "killed", ...(at === undefined ? {} : { at }) };
  }
  const codes = [...new Set(findings.map(({ code }) => code))].join(", ");
  if (right.length > 0 && at !== undefined) {
    return { outcome: "elsewhere", at, reason: `${codes}, but not at ${anchorText(at)}` };
  }
  const isBlocked = findings.every((finding) => sentences(finding).verdict === "blocked");
  const reason = `it says ${codes}, not ${expected.join(" or ")}`;
  return { outcome: isBlocked ? "undecided" : "elsewhere", reason, ...(at === undefined ? {} : { at }) };
}

function pointsTo({ location }: Finding, at: Anchor | undefined, { before, edited }: Sides): boolean {
  if (at === undefined) return true;
  if (location?.path !== at.path) return false;
  if (at.line === undefined) return true;
  const after = textAt(edited, at.path) ?? "";
  const { start, end = start } = location;
  if (start === undefined || end === undefined) return false;
  if (at.line === "edited") {
    const [first, last] = editedLines(textAt(before.workspace, at.path) ?? "", after);
    return start.line <= last && end.line >= first;
  }
  return after
    .split("\n")
    .slice(start.line - 1, end.line)
    .join("\n")
    .includes(at.line.holds);
}

function anchorText({ path, line }: Anchor): string {
  if (line === undefined) return path;
  return line === "edited" ? `the edited lines of ${path}` : `«${line.holds}» in ${path}`;
}
