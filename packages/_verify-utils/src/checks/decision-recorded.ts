import { posix } from "node:path";
import { type DecisionRecord, statusWord } from "@phasegate/decision-records";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { recordedDemand } from "./decision-recorded.demand.ts";
import { decisionInvariances } from "./decision-recorded.invariances.ts";
import { decisionCounterexamples } from "./decision-recorded.probes.ts";
import { namedPaths, pathFinding } from "./evidence-paths.ts";
import { readDecision } from "./registers.ts";

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
  return ownCheck({
    kind: "decisionRecorded",
    name: args.name ?? `decisionRecorded:${id}`,
    claim:
      args.claim ??
      `${id} is in the register as ${statuses.join(" or ")}, and what it names as evidence exists`,
    subject: { kind: "decision", id },
    supports: everyKind,
    demand: recordedDemand(spoken(args)),
    evaluate: (context) => {
      const { record, records, count, ...answer } = readDecision(context, id);
      const findings = [...answer.findings];
      if (record !== undefined) {
        findings.push(...statusFindings(id, record, statuses, context.policy.statuses));
        findings.push(...fieldFindings(id, record, args));
        findings.push(...evidenceFindings(id, record, evidenceField, args.names ?? [], context));
      }
      return {
        findings,
        scope: {
          selected: count,
          candidates: records.length,
          unit: "decisions",
          roster: "registers in the policy",
        },
      };
    },
    counterexamples: decisionCounterexamples({ ...args, evidenceField }),
    invariances: decisionInvariances({ id, evidenceField }),
  });
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
  const word = statusWord(status, vocabulary);
  if (word === undefined)
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
  const paths = namedPaths(values, context.workspace);
  const missing = names.filter((name) => !paths.some(({ path }) => posix.normalize(path) === name));
  return [
    ...paths.flatMap((one) => pathFinding(id, one, context) ?? []),
    ...missing.map((path) => found("evidence-not-named", { decision: id, path }, place)),
  ];
}
