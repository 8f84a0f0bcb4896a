import { createHash } from "node:crypto";
import { earlyErrors } from "@phasegate/code-facts/tree";
import type { ProofEdit } from "@phasegate/report";
import {
  type BaseGates,
  type CheckContext,
  type Counterexample,
  NotApplicable,
  type Probe,
} from "@phasegate/verify-utils";
import { type Edits, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { editSpans, textAt } from "./edit-span.ts";

/** A probe with the edits that it makes of a repository, or why it makes none. */
export type Mutant =
  | {
      readonly kind: "edits";
      /** How the base differs from the repository as it is, for an edit that means something only beside it. */
      readonly before?: Edits;
      /** What the gates of the base were, for one that means something only beside those. */
      readonly gates?: BaseGates;
      readonly edits: Edits;
      readonly spans: readonly ProofEdit[];
      readonly key: string;
    }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "unusable"; readonly reason: string };

/** Applies a probe, and holds what comes out to be an edit: not nothing, and not an exception. */
export function mutantOf(probe: Probe, context: CheckContext): Mutant {
  const edits = applied(probe, context);
  if (edits instanceof NotApplicable) return { kind: "not-applicable", reason: edits.reason };
  if (typeof edits === "string") return { kind: "unusable", reason: edits };
  const { workspace } = context;
  const changed = Object.entries(edits).filter(([path, content]) => isChange(workspace, path, content));
  if (changed.length === 0 && probe.base === undefined && probe.gates === undefined)
    return { kind: "unusable", reason: "it changes nothing" };
  const only = Object.fromEntries(changed);
  const before = probe.base?.(context);
  if (before instanceof NotApplicable) return { kind: "not-applicable", reason: before.reason };
  const gates = probe.gates?.(context);
  if (gates instanceof NotApplicable) return { kind: "not-applicable", reason: gates.reason };
  const beside = gates === undefined ? "" : ` ${JSON.stringify(gates)}`;
  const key = `${keyOf(only)} ${before === undefined ? "" : keyOf(before)}${beside}`;
  return {
    kind: "edits",
    edits: only,
    spans: editSpans(workspace, only),
    key,
    ...(before === undefined ? {} : { before }),
    ...(gates === undefined ? {} : { gates }),
  };
}

function applied(probe: Probe, context: CheckContext): Edits | NotApplicable | string {
  try {
    return probe.apply(context);
  } catch (error) {
    return `it cannot be made: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isChange(workspace: Workspace, path: RepoPath, content: Edits[string]): boolean {
  if (content === null || content === undefined) return workspace.entry(path) === "file";
  return typeof content !== "string" || textAt(workspace, path) !== content;
}

/** Equal edits, equal key. */
function keyOf(edits: Edits): string {
  const hash = createHash("sha256");
  for (const path of Object.keys(edits).sort()) {
    const content = edits[path];
    hash
      .update(`${path}\0${content === null ? "-" : "+"}`)
      .update(content ?? "")
      .update("\0");
  }
  return hash.digest("hex");
}

const mayBreak = new Set<string>(["module-unparsable", "evidence-invalid", "register-unrecognised"]);

/** Why edited code says nothing: it does not parse, or imports a file that is not there. `undefined` when it does. */
export function whyInvalid(
  probe: Probe & { readonly expect?: Counterexample["expect"] },
  edits: Edits,
  edited: CheckContext,
): string | undefined {
  const declared =
    probe.breaksSyntax === true || [probe.expect ?? []].flat().some((code) => mayBreak.has(code));
  if (declared) return undefined;
  const removes = Object.values(edits).includes(null);
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) continue;
    const why = path.endsWith(".json")
      ? whyNoJson(edited.workspace, path)
      : whyNoModule(edited, path, removes);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyNoJson(workspace: Workspace, path: RepoPath): string | undefined {
  try {
    JSON.parse(textAt(workspace, path) ?? "");
    return undefined;
  } catch (error) {
    return `${path} is no JSON any more: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Of an edit that takes a file away, imports of that file are lost by intent. */
function whyNoModule(
  { code, workspace }: CheckContext,
  path: RepoPath,
  removes: boolean,
): string | undefined {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return undefined;
  const [error] = earlyErrors(path, textAt(workspace, path) ?? "");
  if (error !== undefined) return `${path} does not parse: ${error}`;
  if (removes) return undefined;
  try {
    const lost = code.moduleGraph([path]).edges.find(({ to }) => to.kind === "missing");
    return lost === undefined ? undefined : `${path} imports ${lost.specifier}, which is not there`;
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return `it is not known what ${path} imports: ${error.path}: ${error.detail}`;
  }
}
