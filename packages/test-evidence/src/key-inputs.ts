import {
  dependencyClosure,
  glob,
  KeptByContent,
  parentOf,
  type RepoPath,
  type Workspace,
  WorkspaceError,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { declaredInputs, manifestPath } from "./declared-inputs.ts";
import { presentLockfiles } from "./locked-vitest.ts";
import { tsconfigChain } from "./tsconfig-chain.ts";

/** What a package's tests can depend on. */
export interface KeyInputs {
  readonly paths: readonly RepoPath[];
  readonly env: readonly string[];
}

/** At the root: what names the packages, and what tells package managers how to install and run them. */
const rootFiles = [
  "package.json",
  "pnpm-workspace.yaml",
  ".npmrc",
  ".pnpmfile.cjs",
  ".yarnrc.yml",
  "bunfig.toml",
  "bun.lockb",
] as const;

/**
 * Selects the inputs of the freshness key: every tracked or untracked-unignored file of the package and of the
 * workspace packages it depends on, their declared root inputs and variables, dotenv files (which are ignored as a
 * rule, and which Vite loads), the lockfile, the workspace manifest, and the tsconfig files above.
 */
export function keyInputs(workspace: Workspace, start: WorkspacePackage): KeyInputs {
  return kept.get(workspace, start.folder, (traced) => selectInputs(traced, start));
}

const kept = new KeptByContent<KeyInputs>();

function selectInputs(workspace: Workspace, start: WorkspacePackage): KeyInputs {
  const packages = workspacePackages(workspace);
  const closure = dependencyClosure(packages, start);
  const paths = new Set<RepoPath>(ownedFiles(workspace, packages, closure));
  const env = new Set<string>();
  for (const one of closure) {
    const declared = declaredInputs(workspace, one);
    for (const path of rootInputs(workspace, one, declared.rootInputs)) paths.add(path);
    for (const name of declared.env) env.add(name);
    for (const path of tsconfigChain(workspace, one.folder)) paths.add(path);
    for (const path of dotenvFiles(workspace, one.folder)) paths.add(path);
  }
  for (const path of [...rootFiles, ...presentLockfiles(workspace)]) {
    if (workspace.entry(path) === "file") paths.add(path);
  }
  return { paths: [...paths].sort(), env: [...env].sort() };
}

/** @throws WorkspaceError `unreadable` for a pattern that matches nothing: it names what moved away, or never was. */
function rootInputs(
  workspace: Workspace,
  one: WorkspacePackage,
  patterns: readonly string[],
): readonly RepoPath[] {
  const isNegative = (pattern: string) => pattern.startsWith("!");
  const ignore = patterns.filter(isNegative).map((pattern) => pattern.slice(1));
  return patterns
    .filter((pattern) => !isNegative(pattern))
    .flatMap((pattern) => {
      const found = glob(workspace, [pattern], ignore);
      if (found.length > 0) return found;
      const detail = `phasegate.evidence.rootInputs: ${JSON.stringify(pattern)} matches no file that git tracks or would add`;
      throw new WorkspaceError("unreadable", manifestPath(one.folder), detail);
    });
}

/** Files whose nearest package is in the closure. Evidence itself is never an input, ignored or not. */
function ownedFiles(
  workspace: Workspace,
  packages: readonly WorkspacePackage[],
  closure: readonly WorkspacePackage[],
): readonly RepoPath[] {
  const folders = new Set(packages.map((one) => one.folder));
  const inClosure = new Set(closure.map((one) => one.folder));
  const owners = new Map<RepoPath, RepoPath>();
  const ownerOf = (folder: RepoPath): RepoPath => {
    const known = owners.get(folder);
    if (known !== undefined) return known;
    const owner = folder === "" || folders.has(folder) ? folder : ownerOf(parentOf(folder));
    owners.set(folder, owner);
    return owner;
  };
  return workspace
    .files()
    .filter((path) => inClosure.has(ownerOf(parentOf(path))) && !/(^|\/)\.evidence\//.test(path));
}

function dotenvFiles(workspace: Workspace, folder: RepoPath): readonly RepoPath[] {
  return (workspace.list(folder) ?? [])
    .filter((entry) => entry.kind === "file" && /^\.env(\.|$)/.test(entry.name))
    .map((entry) => (folder === "" ? entry.name : `${folder}/${entry.name}`));
}
