import { type RepoPath, readText, type WorkspacePackage } from "@phasegate/workspace";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { CheckContext } from "../check.ts";
import type { Location } from "../finding.ts";

export const manifestOf = ({ folder }: WorkspacePackage): RepoPath =>
  folder === "" ? "package.json" : `${folder}/package.json`;

/** The tree of a package.json with positions; `undefined` for what is no object. */
export function parseManifest(text: string): Node | undefined {
  const root = parseTree(text.replace(/^\ufeff/, " "));
  return root?.type === "object" ? root : undefined;
}

interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Where a property stands, or the innermost part on the way to it. */
export function placeAt({ workspace }: CheckContext, path: RepoPath, at: readonly string[] | Span): Location {
  const text = readText(workspace, path) ?? "";
  if ("offset" in at) return spanIn(path, text, at);
  const root = parseManifest(text);
  if (root === undefined) return { path };
  for (let length = at.length; length > 0; length -= 1) {
    const value = findNodeAtLocation(root, at.slice(0, length));
    const property = value?.parent;
    if (property?.type === "property") return spanIn(path, text, property);
  }
  return { path };
}

function spanIn(path: RepoPath, text: string, { offset, length }: Span): Location {
  return { path, start: positionOf(text, offset), end: positionOf(text, offset + length) };
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|[\n\r]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Objects of package.json whose keys are names that authors choose, and no metadata. */
const named: ReadonlySet<string> = new Set(
  "dependencies devDependencies peerDependencies peerDependenciesMeta optionalDependencies dependenciesMeta overrides resolutions scripts exports imports bin engines typesVersions catalog".split(
    " ",
  ),
);

/** Every property of some names, wherever it stands, but in objects whose keys are names. */
export function keyPlaces(root: Node, keys: readonly string[]): readonly (Span & { readonly key: string })[] {
  const found: (Span & { readonly key: string })[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type !== "property") {
      open.push(...(node.children ?? []));
      continue;
    }
    const [name, value] = node.children ?? [];
    const key = String(name?.value);
    if (keys.includes(key))
      found.push({ key, offset: name?.offset ?? node.offset, length: name?.length ?? 0 });
    if (value !== undefined && !named.has(key)) open.push(value);
  }
  return found;
}
