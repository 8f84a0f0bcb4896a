import { type RepoPath, readText, type Workspace, type WorkspacePackage } from "@phasegate/workspace";
import { manifestPath } from "./declared-inputs.ts";
import type { Location } from "./document.ts";
import { parseJsonc, stringAt } from "./json-tree.ts";

/** The one command that a package's `test` script has to be for its evidence to count. */
export const evidenceCommand = "phasegate-evidence";

/** What a package's `test` script is. */
export type EvidenceTask =
  | { readonly kind: "declared"; readonly location: Location }
  | { readonly kind: "missing"; readonly path: RepoPath }
  | { readonly kind: "different"; readonly script: string; readonly location: Location }
  /** A `pretest` or `posttest` script runs around it and could change what it wrote. */
  | {
      readonly kind: "surrounded";
      readonly hook: string;
      readonly script: string;
      readonly location: Location;
    };

/** Whether `test` in the package's package.json is exactly {@link evidenceCommand}, and where it stands. */
export function evidenceTask(workspace: Workspace, one: WorkspacePackage): EvidenceTask {
  const path = manifestPath(one.folder);
  const tree = parseJsonc(readText(workspace, path) ?? "");
  const script = (name: string) => {
    const node = stringAt(tree, ["scripts", name]);
    if (node === undefined) return undefined;
    const { line, column } = node.loc.start;
    return { value: node.value, location: { path, line, column } };
  };
  const test = script("test");
  if (test === undefined) return { kind: "missing", path };
  const { location } = test;
  if (test.value !== evidenceCommand) return { kind: "different", script: test.value, location };
  for (const hook of ["pretest", "posttest"]) {
    const around = script(hook);
    if (around !== undefined)
      return { kind: "surrounded", hook, script: around.value, location: around.location };
  }
  return { kind: "declared", location };
}
