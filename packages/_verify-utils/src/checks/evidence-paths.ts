import { posix } from "node:path";
import type { FieldValue } from "@phasegate/decision-records";
import { parentOf, type RepoPath, toRepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { whyNotDurable } from "./durable.ts";

/** A path that a decision or document names, as written and with its place. */
export interface NamedPath {
  readonly path: string;
  readonly value: FieldValue;
}

export function namedPaths(values: readonly FieldValue[], workspace: Workspace): readonly NamedPath[] {
  return values
    .filter((value) => value.text.trim() !== "")
    .flatMap((value) => pathsOf(value, workspace).map((path) => ({ path, value })));
}

type WhyNot = typeof whyNotDurable;

/** What is wrong with a path that a decision rests on; `whyNot` says what lasts. */
export function pathFinding(
  decision: string,
  { path, value }: NamedPath,
  { workspace, policy }: CheckContext,
  whyNot: WhyNot = whyNotDurable,
): Finding | undefined {
  const at: Location = locationOf(value.location);
  try {
    const repoPath = toRepoPath(path);
    if (repoPath === "") return found("evidence-path-missing", { decision, path: value.text }, at);
    if (workspace.entry(repoPath) === "absent") return found("evidence-path-missing", { decision, path }, at);
    const why = whyNot(workspace, repoPath, policy.ephemeral);
    return why === undefined ? undefined : found("evidence-path-not-durable", { decision, path, why }, at);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return found("evidence-path-not-durable", { decision, path, why: error.detail }, at);
  }
}

/** The paths of one item: links' targets and what stands in code marks, or else the text. Prose around them is prose. */
function pathsOf(value: FieldValue, workspace: Workspace): readonly string[] {
  const links = value.links.map(({ url }) => fromDocument(url, value.location.path, workspace));
  const unlinked = value.raw.replace(/\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, "");
  const marked = [...unlinked.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.trim());
  // Beside a link, code may be anything; alone, it is the path.
  const paths =
    links.length > 0 ? [...links, ...marked.filter((code) => /^[^\s]*\/[^\s]*\w$/.test(code))] : marked;
  return (paths.length > 0 ? paths : [value.text.trim()]).map(withoutAnchor);
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
