import type { RepoPath, Workspace } from "@phasegate/workspace";
import { exports as resolveExports, imports as resolveImports } from "resolve.exports";
import { type FoundFile, findFile } from "./files.ts";
import { type Folders, insideOf } from "./folders.ts";
import type { Manifest } from "./manifests.ts";
import type { Condition } from "./resolution.ts";

/** Folders that builds write to; what lies there stands for a file of the same name under `src` or the package itself. */
const outputFolder = /^(?:dist|lib|build|out|esm|cjs|output)(?:\/(?:esm|cjs|src|lib|es|types|node))?\//;

interface PackageView {
  readonly workspace: Workspace;
  readonly folders: Folders;
  readonly folder: RepoPath;
  readonly manifest: Manifest;
}

/** The source file behind an entry (`.` or `./fetch`) of a package whose folder lies in the repository. */
export function packageEntry(view: PackageView, entry: string, condition: Condition): FoundFile | undefined {
  return firstSource(view, entryTargets(view, entry, condition));
}

/** Targets of an `imports` key (`#db`) of the package; they can be relative or bare. */
export function importTargets(
  manifest: Manifest,
  specifier: string,
  condition: Condition,
): readonly string[] {
  return tryConditions(condition, (conditions) =>
    listOf(resolveImports(viewOf(manifest), specifier, { unsafe: true, conditions })),
  );
}

/** Where a package says that one of its entries lies; nothing for what it does not offer. */
export function entryTargets(
  { manifest }: Pick<PackageView, "manifest">,
  entry: string,
  condition: Condition,
): readonly string[] {
  if (manifest.exports !== undefined) {
    return tryConditions(condition, (conditions) =>
      listOf(resolveExports(viewOf(manifest), entry, { unsafe: true, conditions })),
    );
  }
  if (entry !== ".") return [entry];
  const { source, types, module, main } = manifest;
  return [source, types, module, main, "./src/index", "./index"].filter((one) => one !== undefined);
}

/** Sources are wanted, so conditions that point to them are tried before those that a run would take. */
function tryConditions(
  condition: Condition,
  resolve: (conditions: string[]) => readonly string[] | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const extra of [["source", "typescript", "development"], ["types"], []]) {
    try {
      const targets = resolve([...extra, condition, "module", "node", "default"]) ?? [];
      for (const target of targets) found.add(target);
    } catch (error) {
      // The library throws for an entry that the package does not export: then there is no target.
      if (!(error instanceof Error)) throw error;
    }
  }
  return [...found];
}

/** A hand-written source is preferred to a declaration or a built file. */
function firstSource(view: PackageView, targets: readonly string[]): FoundFile | undefined {
  const found = targets.flatMap((target) => filesFor(view, target));
  const isSource = (file: FoundFile): boolean =>
    !/\.d\.[cm]?ts$/.test(file.path) && view.workspace.gitState(file.path) !== "ignored";
  return found.find(isSource) ?? found[0];
}

export function filesFor({ folders, folder }: PackageView, target: string): readonly FoundFile[] {
  const relative = target.replace(/^\.\//, "");
  const names = [relative];
  const inside = relative.replace(outputFolder, "").replace(/\.d\.([cm]?)ts$/, ".$1js");
  if (outputFolder.test(relative)) names.unshift(`src/${inside}`, inside);
  return names.flatMap((name) => {
    const path = insideOf(folder, name);
    if (path === undefined) return [];
    return findFile(folders, path) ?? findFile(folders, `${path}/index`) ?? [];
  });
}

function viewOf({ name, exports, imports }: Manifest): Record<string, unknown> & { name: string } {
  return { name: name ?? "", exports, imports };
}

function listOf(found: unknown): readonly string[] | undefined {
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : undefined;
}
