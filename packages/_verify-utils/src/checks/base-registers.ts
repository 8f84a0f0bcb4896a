import { type DecisionRecord, decisionKey, isAnotherDecision } from "@phasegate/decision-records";
import type { Base, RepoPath, Workspace } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { type Registers, readRegister, registerPaths } from "./registers.ts";

/** What the registers held at the base. */
export type BaseRegisters =
  | {
      readonly kind: "compared";
      readonly records: readonly DecisionRecord[];
      /** What of the base could not be understood, one sentence each. */
      readonly assumptions: readonly string[];
    }
  /** Nothing is compared. */
  | { readonly kind: "waived"; readonly assumptions: readonly string[] }
  | { readonly kind: "blocked"; readonly findings: readonly Finding[] };

/**
 * Reads the registers as they were at the base: where the policy of today looks for them, and where they stood before
 * they were moved.
 */
export function readBaseRegisters(
  context: CheckContext,
  head: Registers,
  headings: readonly string[],
): BaseRegisters {
  const { base } = context;
  if (base.kind === "none")
    return { kind: "waived", assumptions: ["nothing was compared: this run has no base"] };
  if (base.kind === "unknown")
    return { kind: "blocked", findings: [found("base-unknown", { why: base.why, command: base.command })] };
  const { workspace } = base;
  const named = registerPaths(workspace, context.policy.registers).flatMap(({ path }) => path ?? []);
  const records: DecisionRecord[] = [];
  const findings: Finding[] = [];
  const assumptions: string[] = [];
  for (const path of named) {
    const file = readRegister(workspace, path, context.memo, headings);
    if (file?.kind === "recognised") records.push(...file.records);
    if (file?.kind === "unreadable")
      findings.push(
        found("base-register-unreadable", {
          register: path,
          base: baseText(base),
          reason: file.problem.code,
        }),
      );
    if (file?.kind === "unrecognised" && file.reason === "no-format")
      assumptions.push(`${path} held no decision at the base (${baseText(base)})`);
  }
  records.push(...movedRecords(context, workspace, named, head, headings));
  return findings.length > 0 ? { kind: "blocked", findings } : { kind: "compared", records, assumptions };
}

export function baseText(base: Base): string {
  if (base.kind === "revision") return `${base.ref}, ${base.commit.slice(0, 12)}`;
  return base.kind === "root" ? "the empty tree" : base.kind;
}

/** Decisions of files that went away, or that gave their content to a register that is new. */
function movedRecords(
  { workspace: now, memo }: CheckContext,
  before: Workspace,
  named: readonly RepoPath[],
  head: Registers,
  headings: readonly string[],
): readonly DecisionRecord[] {
  const fresh = head.files.filter(({ path }) => before.entry(path) !== "file");
  if (fresh.length === 0) return [];
  const today = new Map(fresh.flatMap(({ records }) => records.map((one) => [decisionKey(one), one])));
  const known = new Set(named);
  return before
    .files()
    .filter((path) => /\.(?:md|markdown|mdx)$/i.test(path) && !known.has(path))
    .filter((path) => now.entry(path) === "absent" || now.digest(path) !== before.digest(path))
    .flatMap((path) => {
      const file = readRegister(before, path, memo, headings);
      if (file?.kind !== "recognised") return [];
      const isSource = file.records.some((record) => {
        const heir = today.get(decisionKey(record));
        return heir !== undefined && !isAnotherDecision(record, heir);
      });
      return isSource ? file.records : [];
    });
}
