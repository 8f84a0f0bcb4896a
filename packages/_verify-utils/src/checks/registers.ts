import { type DecisionRecord, readDecisions } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { whyNotDurable } from "./durable.ts";

/** The registers of the policy, read. */
export interface Registers {
  readonly records: readonly DecisionRecord[];
  readonly findings: readonly Finding[];
}

export function readRegisters(context: CheckContext): Registers {
  const files = context.policy.registers.map((path) => readRegister(context, path));
  return {
    records: files.flatMap((file) => file.records),
    findings: files.flatMap((file) => file.findings),
  };
}

/** A decision with everything that keeps it from being one: no register, no entry, several of them. */
export interface DecisionAnswer extends Registers {
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

function readRegister({ workspace, policy, memo }: CheckContext, path: RepoPath): Registers {
  const file = readDecisions(workspace, path, memo);
  if (file === undefined)
    return { records: [], findings: [found("register-missing", { register: path }, { path })] };
  const why = file.kind === "unreadable" ? undefined : whyNotDurable(workspace, path, policy.ephemeral);
  if (why !== undefined) {
    return { records: [], findings: [found("register-not-durable", { register: path, why }, { path })] };
  }
  if (file.kind === "recognised") return { records: file.records, findings: [] };
  const reason = file.kind === "unreadable" ? file.problem.code : file.reason;
  return { records: [], findings: [found("register-unrecognised", { register: path, reason }, { path })] };
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
