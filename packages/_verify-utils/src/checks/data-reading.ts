import { type DataReading, pathText, placeOfData, placeOfKey, readData } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { ZodType } from "zod";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { documentFinding, factsOf } from "./documents.ts";
import { issuesOf } from "./schema-issues.ts";

/** A YAML or JSON document whose value has one clear meaning, and everything in which it departs from a schema. */
export function readDataBySchema(
  document: RepoPath,
  schema: ZodType,
  context: CheckContext,
): { readonly reading?: DataReading; readonly findings: readonly Finding[] } {
  const broken = documentFinding(context, document, "the gate", { path: document });
  if (broken !== undefined) return { findings: [broken] };
  const { facts, finding } = factsOf(
    document,
    "the gate",
    readData(context.workspace, document, context.memo),
  );
  if (facts === undefined) return { findings: [finding] };
  return { reading: facts, findings: dataFindings(document, schema, facts) };
}

/** A file without one clear meaning is held against no schema. */
export function dataFindings(document: RepoPath, schema: ZodType, reading: DataReading): readonly Finding[] {
  if (reading.problems.length > 0)
    return reading.problems.map(({ problem, detail, location }) =>
      found("document-data-unreadable", { document, problem, detail }, locationOf(location)),
    );
  return issuesOf(schema, reading.value).map(({ path, isKey, expected, got }) => {
    const where = path.length === 0 ? "all of it" : pathText(path);
    const at = (isKey ? placeOfKey : placeOfData)(document, reading, path);
    return found("document-value-invalid", { document, where, expected, got }, locationOf(at));
  });
}
