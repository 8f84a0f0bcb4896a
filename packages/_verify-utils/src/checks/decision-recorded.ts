import { posix } from "node:path";
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
import { decisionInvariances } from "./decision-recorded.invariances.ts";
import { decisionCounterexamples } from "./decision-recorded.probes.ts";

export interface DecisionRecorded extends CheckOptions {
  readonly id: string;
  /** The statuses in which the gate supports the decision. */
  readonly statuses: readonly string[];
  /** Field that lists the paths that the decision rests on. */
  readonly evidenceField?: string;
  /** Fields that have to say something. */
  readonly fields?: readonly string[];
  /** Fields that have to hold a word that demands (RFC 2119: MUST, SHALL, REQUIRED). */
  readonly normative?: readonly string[];
  /** Paths that have to be among the evidence: what the gate itself rests on. */
  readonly names?: readonly string[];
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
      const files = context.policy.registers.map((path) =>
        readRegister(context.workspace, path, context.policy.ephemeral),
      );
      const records = files.flatMap((file) => file.records);
      const mine = records.filter((record) => record.id === id);
      const findings = [
        ...files.flatMap((file) => file.findings),
        ...presence(id, mine, records, context.policy.registers),
      ];
      const [record] = mine;
      if (record !== undefined && mine.length === 1) {
        findings.push(...statusFindings(id, record, statuses, context.policy.statuses));
        findings.push(...fieldFindings(id, record, args));
        findings.push(...evidenceFindings(id, record, evidenceField, args.names ?? [], context));
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
    counterexamples: decisionCounterexamples({ ...args, evidenceField }),
    invariances: decisionInvariances({ id, evidenceField }),
  };
}

interface RegisterFile {
  readonly records: readonly DecisionRecord[];
  readonly findings: readonly Finding[];
}

function readRegister(workspace: Workspace, path: RepoPath, ephemeral: readonly string[]): RegisterFile {
  const bytes = workspace.read(path);
  if (bytes === undefined)
    return { records: [], findings: [found("register-missing", { register: path }, { path })] };
  const why = whyNotDurable(workspace, path, ephemeral);
  if (why !== undefined) {
    return { records: [], findings: [found("register-not-durable", { register: path, why }, { path })] };
  }
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
  if (!expected.includes(word))
    return [found("status-unexpected", { decision: id, status: word, expected }, at)];
  const rest = besides(status);
  return rest === "" ? [] : [found("status-qualified", { decision: id, status: word, rest }, at)];
}

/** What a status line says beside the status and a date. */
function besides({ text, written }: { readonly text: string; readonly written: string }): string {
  const rest = text.replace(written, "").replace(/\b(?:(?:on|since|as of)\s+)?\d{4}-\d{2}-\d{2}\b/gi, "");
  return /[\p{L}\p{N}?]/u.test(rest) ? rest.trim() : "";
}

const demanding = ["MUST", "SHALL", "REQUIRED"] as const;

function fieldFindings(
  id: string,
  { fields, titleLocation }: DecisionRecord,
  args: DecisionRecorded,
): Finding[] {
  const textOf = (field: string) => (fields[field]?.values ?? []).map(({ text }) => text).join(" ");
  const place = (field: string) => locationOf(fields[field]?.location ?? titleLocation);
  const { normative = [] } = args;
  const wanted = [...new Set([...(args.fields ?? []), ...normative])];
  const empty = wanted.filter((field) => textOf(field).trim() === "");
  const idle = normative.filter(
    (field) =>
      !empty.includes(field) && !demanding.some((word) => new RegExp(`\\b${word}\\b`).test(textOf(field))),
  );
  return [
    ...empty.map((field) => found("field-missing", { decision: id, field }, place(field))),
    ...idle.map((field) =>
      found("field-not-normative", { decision: id, field, words: demanding }, place(field)),
    ),
  ];
}

function evidenceFindings(
  id: string,
  record: DecisionRecord,
  field: string,
  names: readonly string[],
  context: CheckContext,
): Finding[] {
  const listed = record.fields[field];
  const values = (listed?.values ?? []).filter((value) => value.text.trim() !== "");
  const place = locationOf(listed?.location ?? record.titleLocation);
  if (values.length === 0) return [found("decision-without-evidence", { decision: id, field }, place)];
  const paths = values.flatMap((value) => pathsOf(value, context.workspace).map((path) => ({ path, value })));
  const missing = names.filter((name) => !paths.some(({ path }) => posix.normalize(path) === name));
  return [
    ...paths.flatMap(({ path, value }) => pathFinding(id, path, value, context) ?? []),
    ...missing.map((path) => found("evidence-not-named", { decision: id, path }, place)),
  ];
}

function pathFinding(
  decision: string,
  path: string,
  value: FieldValue,
  { workspace, policy }: CheckContext,
): Finding | undefined {
  const at: Location = locationOf(value.location);
  try {
    const repoPath = toRepoPath(path);
    if (repoPath === "") return found("evidence-path-missing", { decision, path: value.text }, at);
    if (workspace.entry(repoPath) === "absent") return found("evidence-path-missing", { decision, path }, at);
    const why = whyNotDurable(workspace, repoPath, policy.ephemeral);
    return why === undefined ? undefined : found("evidence-path-not-durable", { decision, path, why }, at);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return found("evidence-path-not-durable", { decision, path, why: error.detail }, at);
  }
}

/** The paths of one item: links' targets, or else what stands in code marks, or else the text. Prose around them is prose. */
function pathsOf(value: FieldValue, workspace: Workspace): readonly string[] {
  const links = value.links.map(({ url }) => fromDocument(url, value.location.path, workspace));
  if (links.length > 0) return links.map(withoutAnchor);
  const marked = [...value.raw.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.trim());
  return (marked.length > 0 ? marked : [value.text.trim()]).map(withoutAnchor);
}

/** A link is relative to its document, as browsers read it, or to the root of the repository. */
function fromDocument(url: string, document: RepoPath, workspace: Workspace): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("/")) return url;
  const path = posix.join(parentOf(document), withoutAnchor(url));
  const isInside = !path.startsWith("..");
  return isInside && (url.startsWith(".") || workspace.entry(path) !== "absent") ? path : url;
}

/** Without an anchor or a line number. */
function withoutAnchor(path: string): string {
  return path.replace(/#.*$/, "").replace(/:\d+(-\d+)?(:\d+)?$/, "");
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
