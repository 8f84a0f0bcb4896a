import { type Memo, type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import { type EvidenceAnswer, invalid } from "./answer.ts";
import { type EvidenceDocument, evidenceDocumentSchema } from "./document.ts";

/** Bumped whenever the schema would take other documents. */
const space = "test-evidence/valid/1";

/** Documents weigh megabytes, so only some are kept. */
const most = 32;
const kept = new Map<string, EvidenceDocument>();

/** A document that is there, or why it is none; a content is understood once for all that ask for it. */
export function readDocument(
  from: Workspace,
  path: RepoPath,
  memo: Memo | undefined,
): EvidenceDocument | EvidenceAnswer {
  const digest = from.digest(path) ?? "";
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const document = parseDocument(readText(from, path) ?? "", path, {
    isKnown: () => memo?.get(space, digest) === true,
    keep: () => memo?.set(space, digest, true),
  });
  if ("kind" in document) return document;
  if (kept.size >= most) kept.clear();
  kept.set(digest, document);
  return document;
}

/** Whether a text was found to fit the schema before, which follows from its bytes. */
interface Validity {
  isKnown(): boolean;
  keep(): void;
}

function parseDocument(text: string, path: RepoPath, validity: Validity): EvidenceDocument | EvidenceAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return invalid(path, "not-json", [{ at: "", message: error.message }]);
  }
  // The schema is strict and changes nothing, so that a text which fits it is what it says.
  if (validity.isKnown()) return raw as EvidenceDocument;
  const parsed = evidenceDocumentSchema.safeParse(raw);
  if (parsed.success) {
    validity.keep();
    return parsed.data;
  }
  const issues = parsed.error.issues.map((issue) => ({ at: issue.path.join("."), message: issue.message }));
  return invalid(path, "schema", issues);
}
