import type { DecisionFile, DecisionRecord, Problem } from "@phasegate/decision-records";
import { readDecisions } from "@phasegate/decision-records";
import type { Memo, RepoPath, Workspace } from "@phasegate/workspace";
import picomatch from "picomatch";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { whyNotDurable } from "./durable.ts";

/** The decisions of one file, with the entry of `policy.registers` that names it. */
export interface RegisterFile {
  readonly path: RepoPath;
  readonly entry: string;
  readonly records: readonly DecisionRecord[];
  /** What the reader noticed in it. */
  readonly problems: readonly Problem[];
}

export interface Registers {
  readonly files: readonly RegisterFile[];
  readonly records: readonly DecisionRecord[];
  readonly problems: readonly Problem[];
  /** Registers that are not there, do not last or cannot be understood; once each. */
  readonly findings: readonly Finding[];
}

/**
 * Reads every register of the policy.
 * @param headings keys that headings declare beyond the ones that every decision has
 */
export function readRegisters(
  { workspace, policy, memo }: Pick<CheckContext, "workspace" | "policy" | "memo">,
  headings: readonly string[] = [],
): Registers {
  const files: RegisterFile[] = [];
  const findings: Finding[] = [];
  for (const { entry, path } of registerPaths(workspace, policy.registers)) {
    const read = path === undefined ? undefined : readRegister(workspace, path, memo, headings);
    const wrong = whatIsWrong(entry, path, read, workspace, policy.ephemeral);
    if (wrong !== undefined) findings.push(wrong);
    else if (read?.kind === "recognised")
      files.push({ path: read.path, entry, records: read.records, problems: read.problems });
  }
  return {
    files,
    records: files.flatMap(({ records }) => records),
    problems: files.flatMap(({ problems }) => problems),
    findings,
  };
}

/** One reading of a file: its headings are part of what is kept. */
export function readRegister(
  workspace: Workspace,
  path: RepoPath,
  memo: Memo,
  headings: readonly string[],
): DecisionFile | undefined {
  return readDecisions(workspace, path, memo, [...new Set(headings)].sort());
}

/** The files that entries name, each once; an entry of a glob that fits nothing stays without a path. */
export function registerPaths(
  workspace: Workspace,
  entries: readonly string[],
): readonly { readonly entry: string; readonly path: RepoPath | undefined }[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) =>
    pathsOf(workspace, entry).flatMap((path) => {
      const known = path !== undefined && seen.has(path);
      if (path !== undefined) seen.add(path);
      return known ? [] : [{ entry, path }];
    }),
  );
}

function pathsOf(workspace: Workspace, entry: string): readonly (RepoPath | undefined)[] {
  if (!isGlob(entry)) return [entry];
  const isFitting = picomatch(entry, { dot: true });
  const fitting = workspace.files().filter((path) => isFitting(path));
  return fitting.length === 0 ? [undefined] : fitting;
}

function isGlob(entry: string): boolean {
  return picomatch.scan(entry).isGlob;
}

function whatIsWrong(
  entry: string,
  path: RepoPath | undefined,
  read: DecisionFile | undefined,
  workspace: Workspace,
  ephemeral: readonly string[],
): Finding | undefined {
  if (path === undefined) return found("register-missing", { register: entry });
  if (read === undefined) return found("register-missing", { register: path }, { path });
  const why = read.kind === "unreadable" ? undefined : whyNotDurable(workspace, path, ephemeral);
  if (why !== undefined) return found("register-not-durable", { register: path, why }, { path });
  if (read.kind === "recognised") return undefined;
  const reason = read.kind === "unreadable" ? read.problem.code : read.reason;
  const isBeside = isGlob(entry) && (reason === "index" || reason === "template");
  return isBeside ? undefined : found("register-unrecognised", { register: path, reason }, { path });
}

/** A decision with everything that keeps it from being one: no register, no entry, several of them. */
export interface DecisionAnswer extends Pick<Registers, "records" | "findings"> {
  /** The entry, where there is exactly one. */
  readonly record: DecisionRecord | undefined;
  /** How many entries there are. */
  readonly count: number;
}

export function readDecision(context: CheckContext, id: string): DecisionAnswer {
  const { records, findings } = readRegisters(context);
  const mine = records.filter((record) => record.id === id);
  return {
    records,
    findings: [...findings, ...presence(id, mine, records, context.policy.registers)],
    record: mine.length === 1 ? mine[0] : undefined,
    count: mine.length,
  };
}

function presence(
  id: string,
  mine: readonly DecisionRecord[],
  all: readonly DecisionRecord[],
  registers: readonly string[],
): Finding[] {
  const [first, second] = mine;
  if (first === undefined) {
    const known = all.flatMap((record) => (record.id === null ? [] : [record.id]));
    const register = registers.join(", ") || "no register (the policy names none)";
    return [
      found(
        "decision-missing",
        { decision: id, register, known },
        registers[0] === undefined ? undefined : { path: registers[0] },
      ),
    ];
  }
  if (second === undefined) return [];
  const others = mine.map(({ titleLocation: { path, start } }) => `${path}:${start.line}`);
  return [
    found(
      "decision-duplicated",
      { decision: id, count: mine.length, others },
      locationOf(second.titleLocation),
    ),
  ];
}

/** Whether two writings are of one id: case, kinds of dashes and blanks aside. */
export function isSameId(one: string | null | undefined, other: string): boolean {
  const plain = (id: string) => id.toUpperCase().replace(/[\p{Pd}_\s]+/gu, "-");
  return one != null && plain(one) === plain(other);
}
