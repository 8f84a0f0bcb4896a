import picomatch from "picomatch";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { WorkspaceError } from "./errors.ts";
import { overlaid } from "./overlay.ts";
import { parentOf, type RepoPath } from "./path.ts";
import { readText } from "./text.ts";
import { trace } from "./trace.ts";
import type { Workspace } from "./workspace.ts";

const manifestSchema = z.looseObject({
  name: z.string().optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  workspaces: z
    .union([z.array(z.string()), z.looseObject({ packages: z.array(z.string()).optional() })])
    .optional(),
});

export type PackageManifest = z.infer<typeof manifestSchema>;

export interface WorkspacePackage {
  /** Name in its package.json; a package without a name goes by its folder. */
  readonly name: string;
  /** `""` for the root package. */
  readonly folder: RepoPath;
  readonly manifest: PackageManifest;
}

/**
 * The packages of a repository: the root and what `pnpm-workspace.yaml` or the `workspaces` field selects, sorted by folder.
 * Candidates are the package.json files of git's roster, so an ignored folder holds no package.
 * @throws WorkspaceError `unreadable` for a manifest or workspace file that cannot be parsed
 */
export function workspacePackages(workspace: Workspace): readonly WorkspacePackage[] {
  const known = kept.get(workspace.origin) ?? keptBelow(workspace);
  if (known !== undefined) {
    // Whoever looks through a trace has looked at these, also when they were read before.
    for (const path of known.seen) workspace.digest(path);
    return known.packages;
  }
  const { workspace: traced, seen } = trace(workspace);
  const packages = readPackages(traced);
  kept.set(workspace.origin, { packages, seen: [...seen.keys()] });
  return packages;
}

const kept = new WeakMap<
  object,
  { readonly packages: readonly WorkspacePackage[]; readonly seen: readonly RepoPath[] }
>();

/** Edits of other files leave the packages as they are. */
function keptBelow(workspace: Workspace): ReturnType<typeof kept.get> {
  const layer = overlaid(workspace);
  if (layer === undefined || [...layer.paths].some(saysPackages)) return undefined;
  workspacePackages(layer.below);
  const known = kept.get(layer.below.origin);
  if (known !== undefined) kept.set(workspace.origin, known);
  return known;
}

function saysPackages(path: RepoPath): boolean {
  return path === "pnpm-workspace.yaml" || path === "package.json" || path.endsWith("/package.json");
}

function readPackages(workspace: Workspace): readonly WorkspacePackage[] {
  const root = readManifest(workspace, "package.json");
  const isMember = memberTest(workspace, root);
  const packages: WorkspacePackage[] = [];
  for (const path of workspace.files()) {
    if (path !== "package.json" && !path.endsWith("/package.json")) continue;
    const folder = parentOf(path);
    if (folder !== "" && !isMember(folder)) continue;
    const manifest = readManifest(workspace, path);
    if (manifest !== undefined) packages.push({ name: manifest.name ?? folder, folder, manifest });
  }
  return packages.sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** A package and every workspace package that it depends on, however far away, in any dependency field. */
export function dependencyClosure(
  packages: readonly WorkspacePackage[],
  start: WorkspacePackage,
): readonly WorkspacePackage[] {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const closure = new Set<WorkspacePackage>([start]);
  for (const one of closure) {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = one.manifest;
    for (const name of Object.keys({
      ...dependencies,
      ...devDependencies,
      ...peerDependencies,
      ...optionalDependencies,
    })) {
      const found = byName.get(name);
      if (found !== undefined) closure.add(found);
    }
  }
  return [...closure];
}

function memberTest(workspace: Workspace, root: PackageManifest | undefined): (folder: RepoPath) => boolean {
  const patterns = workspacePatterns(workspace, root).map((pattern) =>
    pattern.replace(/^\.\//, "").replace(/\/$/, ""),
  );
  const inside = patterns.filter((pattern) => !pattern.startsWith("!"));
  const outside = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  return picomatch(inside, { ignore: outside });
}

function workspacePatterns(workspace: Workspace, root: PackageManifest | undefined): readonly string[] {
  const text = readText(workspace, "pnpm-workspace.yaml");
  if (text !== undefined) {
    const parsed = parseOrThrow("pnpm-workspace.yaml", () =>
      z.looseObject({ packages: z.array(z.string()).default([]) }).parse(parseYaml(text) ?? {}),
    );
    return parsed.packages;
  }
  const field = root?.workspaces;
  if (field === undefined) return [];
  return Array.isArray(field) ? field : (field.packages ?? []);
}

function readManifest(workspace: Workspace, path: RepoPath): PackageManifest | undefined {
  const text = readText(workspace, path);
  return text === undefined ? undefined : parseOrThrow(path, () => manifestSchema.parse(JSON.parse(text)));
}

function parseOrThrow<T>(path: RepoPath, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? z.prettifyError(error)
        : error instanceof Error
          ? error.message
          : String(error);
    throw new WorkspaceError("unreadable", path, reason.replaceAll("\n", "; "));
  }
}
