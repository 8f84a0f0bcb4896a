import { dirname } from "node:path/posix";
import type { Memo, Workspace } from "@phasegate/workspace";
import type { DecisionFile } from "./model/file.ts";
import type { DecisionRecord } from "./model/record.ts";
import { readDecisions } from "./read.ts";
import { decisionFolder, namesRegister } from "./recognise/path.ts";

/** One decision as a row of a table. */
export interface SurveyRow {
  readonly path: string;
  /** From 1: where the title stands. */
  readonly line: number;
  readonly column: number;
  readonly id: string | null;
  readonly title: string;
  /** As written, and what it means. */
  readonly status: string | null;
  readonly canonical: string | null;
  readonly format: string;
  readonly supersededBy: readonly string[];
}

/** A file that says of itself, by name or place, that it belongs to decisions, and was not understood as one. */
export interface NotUnderstood {
  readonly path: string;
  /** A reason of an unrecognised file, or a code of an unreadable one. */
  readonly reason: string;
}

export interface Survey {
  readonly rows: readonly SurveyRow[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** Markdown files elsewhere that hold no decision, and say nothing of being one. */
  readonly otherFiles: number;
  readonly files: readonly DecisionFile[];
}

/**
 * Reads every decision that stands in a folder or file of a repository, in the order of their paths.
 * @param path relative to the repository root; the whole repository when empty
 * @throws WorkspaceError `git-unavailable` when the workspace cannot list its files
 */
export function surveyDecisions(workspace: Workspace, path = "", memo?: Memo): Survey {
  const under = path.replace(/\/+$/, "");
  const roster = workspace
    .files()
    .filter((file) => under === "" || file === under || file.startsWith(`${under}/`));
  const texts = new Set(roster.filter(isText).map(dirname));
  const candidates = roster.filter((file) => isCandidate(file, texts));
  const files = candidates.flatMap((file) => readDecisions(workspace, file, memo) ?? []);
  const missed = files.filter((file) => file.kind !== "recognised");
  const notUnderstood = missed
    .filter((file) => file.kind === "unreadable" || claims(file.path))
    .map(notUnderstoodOf);
  return {
    rows: files.flatMap((file) => (file.kind === "recognised" ? file.records.map(rowOf) : [])),
    notUnderstood,
    otherFiles: missed.length - notUnderstood.length,
    files,
  };
}

function isText(path: string): boolean {
  return /(?:^|\/)(?:readme|index)\.md$/i.test(path);
}

/** Markdown anywhere; a `kep.yaml` without a text beside it; other documents where decisions are kept. */
function isCandidate(path: string, texts: ReadonlySet<string>): boolean {
  if (/\.(?:md|markdown|mdx)$/i.test(path)) return true;
  if (/(?:^|\/)kep\.ya?ml$/i.test(path)) return !texts.has(dirname(path));
  return /\.(?:adoc|asciidoc|rst|org|txt|docx)$/i.test(path) && decisionFolder(path) === "decisions";
}

function claims(path: string): boolean {
  return decisionFolder(path) === "decisions" || namesRegister(path);
}

function notUnderstoodOf(file: Exclude<DecisionFile, { kind: "recognised" }>): NotUnderstood {
  return { path: file.path, reason: file.kind === "unreadable" ? file.problem.code : file.reason };
}

function rowOf(record: DecisionRecord): SurveyRow {
  const { id, title, titleLocation, status, format, supersededBy } = record;
  return {
    path: titleLocation.path,
    line: titleLocation.start.line,
    column: titleLocation.start.column,
    id,
    title,
    status: status?.written ?? null,
    canonical: status?.canonical ?? null,
    format,
    supersededBy: supersededBy.map(({ text, url }) => url ?? text),
  };
}
