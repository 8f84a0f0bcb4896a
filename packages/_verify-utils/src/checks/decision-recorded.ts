import { type DecisionRecord, type FieldValue, parseDecisions } from "@phasegate/decision-records";
import {
  isInside,
  parentOf,
  type RepoPath,
  toRepoPath,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { decisionCounterexamples, decisionInvariances } from "./decision-recorded.probes.ts";

export interface DecisionRecorded extends CheckOptions {
  readonly id: string;
  /** The statuses in which the gate supports the decision. */
  readonly statuses: readonly string[];
  /** Field that lists the paths that the decision rests on. */
  readonly evidenceField?: string;
}

/** The decision stands once in a register, with one status of the vocabulary, and names evidence that exists and lasts. */
export function decisionRecorded(args: DecisionRecorded): Check {
  const { id, statuses, evidenceField = "closure_evidence" } = args;
  return {
    kind: "decisionRecorded",
    name: args.name ?? `decisionRecorded:${id}`,
    claim:
      args.claim ??
      `${id} is in the register as ${statuses.join(" or ")}, and what it names as evidence exists`,
    subject: { kind: "decision", id },
    supports: everyKind,
    evaluate: (context) => {
      const files = context.policy.registers.map((path) => readRegister(context.workspace, path));
      const records = files.flatMap((file) => file.records);
      const mine = records.filter((record) => record.id === id);
      const findings = [
        ...files.flatMap((file) => file.findings),
        ...presence(id, mine, records, context.policy.registers),
      ];
      const [record] = mine;
      if (record !== undefined && mine.length === 1) {
        findings.push(...statusFindings(id, record, statuses, context.policy.statuses));
        findings.push(...evidenceFindings(id, record, evidenceField, context));
      }
      return {
        findings,
        scope: {
          selected: mine.length,
          candidates: records.length,
          unit: "decisions",
          roster: "registers in the policy",
        },
      };
    },
    counterexamples: decisionCounterexamples({ id, evidenceField }),
    invariances: decisionInvariances({ id }),
  };
}

interface RegisterFile {
  readonly records: readonly DecisionRecord[];
  readonly findings: readonly Finding[];
}

function readRegister(workspace: Workspace, path: RepoPath): RegisterFile {
  const bytes = workspace.read(path);
  if (bytes === undefined)
    return { records: [], findings: [found("register-missing", { register: path }, { path })] };
  const file = parseDecisions({ path, bytes });
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

function statusFindings(
  id: string,
  record: DecisionRecord,
  expected: readonly string[],
  vocabulary: readonly string[],
): Finding[] {
  const { status, statuses } = record;
  if (status === null) return [found("status-missing", { decision: id }, locationOf(record.titleLocation))];
  if (statuses.length > 1) {
    const last = statuses.at(-1) ?? status;
    return [
      found(
        "status-repeated",
        { decision: id, statuses: statuses.map((one) => one.written) },
        locationOf(last.location),
      ),
    ];
  }
  const at = locationOf(status.location);
  const word = status.canonical ?? status.written;
  if (!vocabulary.includes(word))
    return [found("status-unknown", { decision: id, written: status.written, vocabulary }, at)];
  return expected.includes(word)
    ? []
    : [found("status-unexpected", { decision: id, status: word, expected }, at)];
}

function evidenceFindings(
  id: string,
  record: DecisionRecord,
  field: string,
  context: CheckContext,
): Finding[] {
  const values = record.fields[field]?.values ?? [];
  const named = values.filter((value) => value.text.trim() !== "");
  if (named.length === 0) {
    return [
      found(
        "decision-without-evidence",
        { decision: id, field },
        locationOf(record.fields[field]?.location ?? record.titleLocation),
      ),
    ];
  }
  return named.flatMap((value) => pathFinding(id, value, context) ?? []);
}

function pathFinding(
  decision: string,
  value: FieldValue,
  { workspace, policy }: CheckContext,
): Finding | undefined {
  const at: Location = locationOf(value.location);
  const path = pathOf(value);
  try {
    const repoPath = toRepoPath(path);
    if (repoPath === "") return found("evidence-path-missing", { decision, path: value.text }, at);
    if (workspace.entry(repoPath) === "absent") return found("evidence-path-missing", { decision, path }, at);
    const why = whyNotDurable(workspace, repoPath, policy.ephemeral);
    return why === undefined ? undefined : found("evidence-path-not-durable", { decision, path, why }, at);
  } catch (error) {
    if (error instanceof WorkspaceError)
      return found("evidence-path-not-durable", { decision, path, why: error.detail }, at);
    throw error;
  }
}

/** A link's target counts before its text; an anchor or a line number is no part of the path. */
function pathOf(value: FieldValue): string {
  const written = value.links[0]?.url ?? value.text.trim();
  return written.replace(/#.*$/, "").replace(/:\d+(-\d+)?(:\d+)?$/, "");
}

/** Why a path that exists would not survive cleanup, or `undefined` when it would. */
function whyNotDurable(
  workspace: Workspace,
  path: RepoPath,
  ephemeral: readonly string[],
): string | undefined {
  const pattern = ephemeral.find(
    (glob) =>
      picomatch.isMatch(path, glob, { dot: true }) || picomatch.isMatch(`${path}/x`, glob, { dot: true }),
  );
  if (pattern !== undefined) return `ephemeral by policy (${pattern})`;
  if (workspace.entry(path) === "file")
    return workspace.gitState(path) === "ignored" ? "ignored by git" : undefined;
  const holdsFiles = workspace
    .files()
    .some((file) => file !== path && isInside(path, file) && parentOf(file) !== "");
  return holdsFiles ? undefined : "a folder without a file that git keeps";
}
