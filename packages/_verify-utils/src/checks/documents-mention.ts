import { readOutline, readSpeech } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type DocumentReference, documentFinding, factsOf } from "./documents.ts";
import { mentionDemand } from "./documents-mention.demand.ts";
import { mentionCounterexamples, mentionInvariances } from "./documents-mention.probes.ts";
import { namedDocuments } from "./named-documents.ts";
import { readDecision } from "./registers.ts";

export interface DocumentsMention extends CheckOptions {
  readonly id: string;
  /** Fields in which the decision names documents; its whole entry where absent. */
  readonly fields?: readonly string[];
  /** Documents that have to be among them. */
  readonly names?: readonly RepoPath[];
}

/** The documents that a decision names exist and mention it, and the headings that it links to are there. */
export function documentsMention(args: DocumentsMention): Check {
  const { id, names = [] } = args;
  return ownCheck({
    kind: "documentsMention",
    name: args.name ?? `documentsMention:${id}`,
    claim: args.claim ?? `Each document that ${id} names exists and mentions ${id}`,
    subject: { kind: "decision", id },
    subjects: names.map((path) => ({ kind: "document", path })),
    supports: everyKind,
    demand: mentionDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: mentionCounterexamples(args),
    invariances: mentionInvariances(args),
  });
}

function evaluate({ id, fields, names = [] }: DocumentsMention, context: CheckContext): Evaluation {
  const { record, findings } = readDecision(context, id);
  const named =
    record === undefined ? { references: [], findings: [] } : namedDocuments(record, context, fields);
  const documents = [...new Set(named.references.map(({ path }) => path))];
  const missing = record === undefined ? [] : names.filter((path) => !documents.includes(path));
  const at = record === undefined ? undefined : locationOf(record.titleLocation);
  return {
    findings: [
      ...findings,
      ...named.findings,
      ...missing.map((document) => found("document-not-named", { decision: id, document }, at)),
      ...documents.flatMap((path) =>
        documentFindings(
          id,
          named.references.filter((one) => one.path === path),
          context,
        ),
      ),
    ],
    scope: {
      selected: documents.length,
      candidates: named.references.length,
      unit: "documents",
      roster: `links and paths in the entry of ${id}`,
    },
  };
}

/** What is wrong with one document; each link to it is looked at, and the document once. */
function documentFindings(
  id: string,
  references: readonly DocumentReference[],
  context: CheckContext,
): Finding[] {
  const [first] = references;
  if (first === undefined) return [];
  const { path, location } = first;
  const broken = documentFinding(context, path, id, location);
  if (broken !== undefined) return [broken];
  const { facts, finding } = factsOf(path, id, readSpeech(context.workspace, path, [id], context.memo));
  if (facts === undefined) return [finding];
  const silent =
    facts.mentions.length > 0 ? [] : [found("document-silent", { decision: id, document: path }, { path })];
  return [...silent, ...anchorFindings(references, context)];
}

function anchorFindings(references: readonly DocumentReference[], context: CheckContext): Finding[] {
  return references.flatMap(({ path, anchor, location }) => {
    // GitHub shows lines of the source by such anchors.
    if (anchor === null || /^L\d+(?:-L?\d+)?$/.test(anchor)) return [];
    const { facts, finding } = factsOf(path, "a link", readOutline(context.workspace, path, context.memo));
    if (facts === undefined) return [finding];
    const anchors = [...facts.headings.map(({ slug }) => slug), ...facts.anchors];
    const wanted = anchor.toLowerCase().replace(/^user-content-/, "");
    if (anchors.some((one) => one.toLowerCase() === wanted)) return [];
    const near = anchors.filter((one) => one.includes(wanted.split("-")[0] ?? wanted)).slice(0, 5);
    return [found("anchor-missing", { document: path, anchor, near }, location)];
  });
}
