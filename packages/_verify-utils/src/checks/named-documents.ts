import type { DecisionRecord } from "@phasegate/decision-records";
import { readOutline } from "@phasegate/decision-records";
import type { CheckContext } from "../check.ts";
import type { Finding } from "../finding.ts";
import { type DocumentReference, documentReferences, factsOf } from "./documents.ts";

/** Documents that the entry of a decision names. */
export function namedDocuments(
  record: DecisionRecord,
  context: CheckContext,
  fields?: readonly string[],
): { readonly references: readonly DocumentReference[]; readonly findings: readonly Finding[] } {
  const { path } = record.location;
  const { facts, finding } = factsOf(path, "the policy", readOutline(context.workspace, path, context.memo));
  if (facts === undefined) return { references: [], findings: [finding] };
  const places = fields?.flatMap((field) => record.fields[field]?.location ?? []) ?? [record.location];
  const references = documentReferences(path, facts).filter(({ start, end }) =>
    places.some((place) => place.start.offset <= start && end <= place.end.offset),
  );
  return { references, findings: [] };
}
