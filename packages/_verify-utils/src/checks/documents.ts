import { posix } from "node:path";
import type { DocumentAnswer, Outline } from "@phasegate/decision-records";
import { isInside, parentOf, type RepoPath, toRepoPath, WorkspaceError } from "@phasegate/workspace";
import picomatch from "picomatch";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { whyNotDurable } from "./durable.ts";

function isDocumentPath(path: string): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(path);
}

/** A document that another one names, with the heading that the link leads to. */
export interface DocumentReference {
  /** As written. */
  readonly written: string;
  readonly path: RepoPath;
  readonly anchor: string | null;
  readonly location: Location;
  /** Offsets in the document that names it. */
  readonly start: number;
  readonly end: number;
}

/** Markdown documents that a document names: links are relative to it, paths in code marks to the root. */
export function documentReferences(document: RepoPath, outline: Outline): readonly DocumentReference[] {
  const links = outline.links
    .filter(({ url }) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url))
    .map(({ url, location }) => reference(url, document, location));
  const paths = outline.paths.map(({ path, location }) => reference(`/${path}`, document, location));
  return [...links, ...paths].flatMap((one) => one ?? []).sort((a, b) => a.start - b.start);
}

function reference(
  url: string,
  document: RepoPath,
  location: Outline["links"][number]["location"],
): DocumentReference | undefined {
  const [target = "", anchor = null] = url.split("#");
  const decoded = decodedPath(target);
  if (decoded !== "" && !isDocumentPath(decoded)) return undefined;
  const path = decoded.startsWith("/") ? decoded.slice(1) : posix.join(parentOf(document), decoded);
  return {
    written: url.replace(/^\/(?!\/)/, ""),
    path: decoded === "" ? document : path,
    anchor: anchor === "" ? null : anchor,
    location: locationOf(location),
    start: location.start.offset,
    end: location.end.offset,
  };
}

function decodedPath(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch (error) {
    // A lone percent sign is part of the name.
    if (error instanceof URIError) return target;
    throw error;
  }
}

/** What keeps a named document from being read: it is not there, or will not last. */
export function documentFinding(
  { workspace, policy }: CheckContext,
  path: string,
  namedBy: string,
  at?: Location,
): Finding | undefined {
  try {
    const document = toRepoPath(path);
    if (workspace.entry(document) !== "file") return found("document-missing", { document, namedBy }, at);
    const why = whyNotDurable(workspace, document, policy.ephemeral);
    return why === undefined ? undefined : found("document-not-durable", { document, why }, at);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return found("document-not-durable", { document: path, why: error.detail }, at);
  }
}

/** The facts, or the finding that says why there are none. */
export function factsOf<Facts>(
  document: RepoPath,
  namedBy: string,
  answer: DocumentAnswer<Facts>,
):
  | { readonly facts: Facts; readonly finding?: undefined }
  | { readonly facts?: undefined; readonly finding: Finding } {
  if (answer.kind === "read") return { facts: answer.facts };
  if (answer.kind === "absent")
    return { finding: found("document-missing", { document, namedBy }, { path: document }) };
  const { code, location } = answer.problem;
  return { finding: found("document-unreadable", { document, reason: code }, locationOf(location)) };
}

/** Markdown files of git's roster, and those that speak for the repository: canonical, neither historical nor ephemeral. */
export function canonicalDocuments({ workspace, policy }: CheckContext): {
  readonly canonical: readonly RepoPath[];
  readonly all: readonly RepoPath[];
} {
  const all = workspace.files().filter((path) => isDocumentPath(path) && !isInside("node_modules", path));
  const isCanonical = picomatch(policy.canonical, {
    dot: true,
    ignore: [...policy.historical, ...policy.ephemeral],
  });
  return { canonical: all.filter((path) => isCanonical(path)), all };
}
