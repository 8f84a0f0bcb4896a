import { type Memo, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { z } from "zod";
import { type DocumentContract, shapeOf } from "./contract/contract.ts";
import { contractReading } from "./contract/read-contract.ts";
import { type ContractReading, contractReadingSchema } from "./contract/reading.ts";
import { type DataReading, dataReadingSchema } from "./data/data.ts";
import { readDataText } from "./data/read-data.ts";
import type { MarkdownDocument } from "./markdown/document.ts";
import { parseMarkdown } from "./markdown/parse.ts";
import type { UnreadableProblem } from "./model/problem.ts";
import { type Outline, outlineSchema } from "./outline/outline.ts";
import { outlineOf } from "./outline/outline-of.ts";
import { decode } from "./source/decode.ts";
import { LineIndex } from "./source/lines.ts";
import { openDocument, openText } from "./source/open.ts";
import { idFinder } from "./speech/ids.ts";
import { type Mention, mentionSchema, mentionsOf } from "./speech/mentions.ts";
import { type Statement, statementSchema } from "./speech/statement.ts";
import { statementsOf } from "./speech/statements.ts";

/** An answer about one document of a workspace. */
export type DocumentAnswer<Facts> =
  | { readonly kind: "read"; readonly facts: Facts }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

/** What a document says of decisions. */
export interface Speech {
  readonly mentions: readonly Mention[];
  readonly statements: readonly Statement[];
}

const speechSchema = z.object({
  mentions: z.array(mentionSchema).readonly(),
  statements: z.array(statementSchema).readonly(),
});
const silence: Speech = { mentions: [], statements: [] };

/** Headings, anchors, links and paths of a Markdown document. `memo` keeps them by the digest of the file. */
export function readOutline(workspace: Workspace, path: RepoPath, memo?: Memo): DocumentAnswer<Outline> {
  return readFacts(
    { workspace, path, memo, namespace: "document-outlines/1", question: "", schema: outlineSchema },
    (bytes) => parsed(path, bytes, outlineOf),
  );
}

/**
 * Where a Markdown document names the given decisions, and what it states of them now.
 * @param ids as their register writes them; case and kinds of dashes do not matter
 */
export function readSpeech(
  workspace: Workspace,
  path: RepoPath,
  ids: readonly string[],
  memo?: Memo,
): DocumentAnswer<Speech> {
  const question = [...new Set(ids)].sort().join(",");
  return readFacts(
    { workspace, path, memo, namespace: "document-speech/2", question, schema: speechSchema },
    (bytes) => {
      // Most documents name no decision, and need no parsing.
      const text = decode(bytes);
      if (text !== null && idFinder(ids).all(text).length === 0 && !namesAny(path, ids))
        return { kind: "read", facts: silence };
      return parsed(path, bytes, (document) => ({
        mentions: mentionsOf(document, ids),
        statements: statementsOf(document, ids),
      }));
    },
  );
}

/** Reads a YAML or JSON document as plain data, with places. */
export function readData(workspace: Workspace, path: RepoPath, memo?: Memo): DocumentAnswer<DataReading> {
  const schema = dataReadingSchema;
  return readFacts({ workspace, path, memo, namespace: "document-data/1", question: "", schema }, (bytes) => {
    const opened = openText({ path, bytes });
    if (opened.kind === "unreadable") return opened;
    return { kind: "read", facts: readDataText(opened.text, opened.lines, /\.json$/i.test(path)) };
  });
}

/** Reads a Markdown document by a contract. What its schemas admit is not judged here. */
export function readContract(
  workspace: Workspace,
  path: RepoPath,
  contract: DocumentContract,
  memo?: Memo,
): DocumentAnswer<ContractReading> {
  const question = JSON.stringify(shapeOf(contract));
  const schema = contractReadingSchema;
  return readFacts({ workspace, path, memo, namespace: "document-contracts/4", question, schema }, (bytes) =>
    parsed(path, bytes, (document) => contractReading(document, contract)),
  );
}

function namesAny(path: RepoPath, ids: readonly string[]): boolean {
  return ids.some((id) => path.toLowerCase().includes(id.toLowerCase()));
}

function parsed<Facts>(
  path: RepoPath,
  bytes: Uint8Array,
  read: (document: MarkdownDocument) => Facts,
): DocumentAnswer<Facts> {
  const opened = openDocument({ path, bytes }, parseMarkdown);
  if (opened.kind === "open") return { kind: "read", facts: read(opened.document) };
  if (opened.kind === "unreadable") return { kind: "unreadable", problem: opened.problem };
  return {
    kind: "unreadable",
    problem: { code: "refused", reason: "not-markdown", location: nowhere(path) },
  };
}

interface Question<Facts> {
  readonly workspace: Workspace;
  readonly path: RepoPath;
  readonly memo: Memo | undefined;
  readonly namespace: string;
  readonly question: string;
  readonly schema: z.ZodType<Facts>;
}

function readFacts<Facts>(
  { workspace, path, memo, namespace, question, schema }: Question<Facts>,
  read: (bytes: Uint8Array) => DocumentAnswer<Facts>,
): DocumentAnswer<Facts> {
  try {
    const bytes = workspace.entry(path) === "file" ? workspace.read(path) : undefined;
    if (bytes === undefined) return { kind: "absent" };
    const key = [path, workspace.digest(path), question].join("\n");
    const known = schema.safeParse(memo?.get(namespace, key));
    if (known.success) return { kind: "read", facts: known.data };
    const answer = read(bytes);
    if (answer.kind === "read") memo?.set(namespace, key, answer.facts);
    return answer;
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { kind: "unreadable", problem: { code: "refused", reason: error.code, location: nowhere(path) } };
  }
}

function nowhere(path: RepoPath) {
  return new LineIndex(path, "", 0).location(0, 0);
}
