import { type CodeFacts, createCodeFacts } from "@phasegate/code-facts";
import {
  dependencyClosure,
  type Memo,
  type RepoPath,
  readText,
  type Workspace,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { canonical, isRecord, toJson } from "../demand/json.ts";
import { configNames } from "../load-config.ts";

/** Everything that decides what the gates of a repository demand and how they judge, as far as it can be told from its content. */
export interface GateSources {
  /** Digests by path of modules of gates and configuration. */
  readonly gates: ReadonlyMap<RepoPath, string>;
  /** Digests by path of the kit's own modules, where the repository holds them, and of lockfiles. */
  readonly kit: ReadonlyMap<RepoPath, string>;
  /** The configuration may follow from something else than its modules. */
  readonly isOpen: boolean;
}

const lockfiles = [
  "pnpm-lock.yaml",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "bun.lock",
  "tsconfig.json",
] as const;
const kitNames = ["phasegate", "@phasegate/verify-utils", "@phasegate/prove"] as const;
/** What reads more than modules. */
const outside = /^(?:node:)?(?:fs|fs\/promises|child_process|http|https|net|worker_threads|module)$/;

/** The sources of a repository's gates; `undefined` where it has no configuration. */
export function gateSources(workspace: Workspace, memo: Memo): GateSources | undefined {
  const config = configNames.find((name) => workspace.entry(name) === "file");
  if (config === undefined) return undefined;
  const code = createCodeFacts({ workspace, memo });
  const packages = workspacePackages(workspace);
  const kitFolders = kitPackages(packages).map(({ folder }) => `${folder}/`);
  const isKit = (path: RepoPath) => kitFolders.some((folder) => path.startsWith(folder));
  const starts = kitPackages(packages).flatMap((one) => entriesOf(one, workspace));
  const closure = closureOf([config, ...starts], code, isKit);
  const gates = new Map<RepoPath, string>();
  const kit = new Map<RepoPath, string>();
  for (const path of closure.modules) (isKit(path) ? kit : gates).set(path, workspace.digest(path) ?? "");
  for (const path of lockfiles)
    if (workspace.entry(path) === "file") kit.set(path, workspace.digest(path) ?? "");
  for (const { folder } of owners(closure.modules, packages)) {
    const path = folder === "" ? "package.json" : `${folder}/package.json`;
    (isKit(path) ? kit : gates).set(path, manifestText(path, workspace));
  }
  return { gates, kit, isOpen: closure.isOpen };
}

function kitPackages(packages: readonly WorkspacePackage[]): readonly WorkspacePackage[] {
  return packages
    .filter(({ name }) => kitNames.some((one) => one === name))
    .flatMap((one) => [one, ...dependencyClosure(packages, one)])
    .filter(({ folder }) => folder !== "");
}

/** Modules that a package starts with: what its manifest names as programs and exports. */
function entriesOf({ folder, manifest }: WorkspacePackage, workspace: Workspace): readonly RepoPath[] {
  const named = canonical(toJson({ bin: manifest["bin"], exports: manifest["exports"] })).match(/\.\/[^"]+/g);
  return (named ?? [])
    .map((path) => `${folder}/${path.slice(2)}`)
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && workspace.entry(path) === "file");
}

function closureOf(
  starts: readonly RepoPath[],
  code: CodeFacts,
  isKit: (path: RepoPath) => boolean,
): { readonly modules: ReadonlySet<RepoPath>; readonly isOpen: boolean } {
  const modules = new Set(starts);
  let isOpen = false;
  // A set that grows while it is walked comes to its end with everything in it.
  for (const from of modules) {
    const { edges, unparsable, computed } = code.moduleGraph([from]);
    const own = !isKit(from);
    if (own && (unparsable.length > 0 || computed.length > 0)) isOpen = true;
    for (const { to, specifier, typeOnly } of edges) {
      if (typeOnly) continue;
      if (to.kind === "module") modules.add(to.path);
      else if (own && outside.test(specifier)) isOpen = true;
    }
  }
  return { modules, isOpen };
}

function owners(
  modules: ReadonlySet<RepoPath>,
  packages: readonly WorkspacePackage[],
): readonly WorkspacePackage[] {
  const all = [...modules];
  return packages.filter(({ folder }) => folder === "" || all.some((path) => path.startsWith(`${folder}/`)));
}

/** Those parts of a package.json that say what a module's imports lead to. */
function manifestText(path: RepoPath, workspace: Workspace): string {
  const text = workspace.entry(path) === "file" ? readText(workspace, path) : undefined;
  const manifest = text === undefined ? null : toJson(JSON.parse(text));
  if (!isRecord(manifest)) return "";
  const { type, exports, imports, main, module, bin } = manifest;
  return canonical(toJson({ type, exports, imports, main, module, bin }));
}

export function isSame(one: ReadonlyMap<RepoPath, string>, other: ReadonlyMap<RepoPath, string>): boolean {
  return one.size === other.size && [...one].every(([path, digest]) => other.get(path) === digest);
}
