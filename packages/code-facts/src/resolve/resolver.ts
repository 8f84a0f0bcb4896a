import { isBuiltin } from "node:module";
import { parentOf, type RepoPath, type Workspace, workspacePackages } from "@phasegate/workspace";
import { type FoundFile, findFile } from "./files.ts";
import { Folders, insideOf } from "./folders.ts";
import { Manifests } from "./manifests.ts";
import { entryTargets, filesFor, importTargets, packageEntry } from "./package-entry.ts";
import type { Condition, Resolution } from "./resolution.ts";
import { mappedTo, TsConfigs } from "./tsconfig.ts";

/**
 * Resolves specifiers through the workspace alone, to sources: relative paths and folders with TypeScript's rules,
 * tsconfig `paths` and `baseUrl`, package `imports`, workspace packages by name. Whatever is left is external.
 * Sources of the rules: TypeScript's module reference, Node's packages documentation.
 */
export class Resolver {
  readonly #workspace: Workspace;
  readonly #folders: Folders;
  readonly #manifests: Manifests;
  readonly #configs: TsConfigs;
  readonly #bareKnown = new Map<string, Resolution>();
  readonly #known: Readonly<Record<Condition, Map<RepoPath, Map<string, Resolution>>>> = {
    import: new Map(),
    require: new Map(),
  };
  #packages: ReadonlyMap<string, RepoPath> | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#folders = new Folders(workspace);
    this.#manifests = new Manifests(workspace, this.#folders);
    this.#configs = new TsConfigs(workspace, this.#folders, (name) => this.#packageFolders().get(name));
  }

  /** @param from path of the importing module */
  resolve(from: RepoPath, specifier: string, condition: Condition = "import"): Resolution {
    const folder = parentOf(from);
    const byFolder = this.#known[condition];
    let bySpecifier = byFolder.get(folder);
    if (bySpecifier === undefined) {
      bySpecifier = new Map();
      byFolder.set(folder, bySpecifier);
    }
    const known = bySpecifier.get(specifier);
    if (known !== undefined) return known;
    const found = this.#resolve(folder, specifier, condition);
    bySpecifier.set(specifier, found);
    return found;
  }

  /**
   * What a name leads to by package.json alone, without tsconfig: for `@scope/name/entry` or `#internal` of a workspace
   * package. `undefined` for paths and for packages that do not lie in the repository.
   */
  named(from: RepoPath, specifier: string, condition: Condition): NamedEntry | undefined {
    if (specifier.startsWith("#")) {
      const nearest = this.#manifests.nearest(parentOf(from));
      const targets = nearest === undefined ? [] : importTargets(nearest.manifest, specifier, condition);
      const bare = targets.find((target) => !target.startsWith("."));
      return bare === undefined || bare.startsWith("#") ? undefined : this.named(from, bare, condition);
    }
    if (/^[./]/.test(specifier)) return undefined;
    const { name, subpath } = splitBare(specifier);
    const folder = this.#packageFolders().get(name);
    const manifest = folder === undefined ? undefined : this.#manifests.in(folder);
    if (folder === undefined || manifest === undefined) return undefined;
    const targets = entryTargets({ manifest }, subpath, condition);
    const to = this.#bare(specifier, condition);
    return { folder, targets: targets.flatMap((target) => insideOf(folder, target) ?? []), to };
  }

  #resolve(folder: RepoPath, specifier: string, condition: Condition): Resolution {
    const plain = /^[./#]/.test(specifier) ? specifier.replace(/[?].*$/, "") : specifier;
    if (/^\.{1,2}(?:\/|$)/.test(plain)) {
      const path = insideOf(folder, plain);
      return (path === undefined ? undefined : this.#path(path)) ?? { kind: "missing", specifier };
    }
    const mapped = this.#mapped(folder, plain);
    if (mapped !== undefined) return mapped;
    if (plain.startsWith("#"))
      return this.#internal(folder, plain, condition) ?? { kind: "missing", specifier };
    if (plain.startsWith("/")) return { kind: "missing", specifier };
    if (isBuiltin(plain)) return external(plain.startsWith("node:") ? plain : `node:${plain}`);
    return this.#bare(plain, condition);
  }

  /** What a bare specifier leads to does not depend on who asks. */
  #bare(specifier: string, condition: Condition): Resolution {
    const key = `${condition}\0${specifier}`;
    const known = this.#bareKnown.get(key);
    if (known !== undefined) return known;
    const found = this.#inWorkspace(specifier, condition) ?? external(specifier);
    this.#bareKnown.set(key, found);
    return found;
  }

  #path(path: RepoPath): FoundFile | undefined {
    const file = findFile(this.#folders, path);
    if (file !== undefined) return file;
    if (!this.#folders.isFolder(path)) return undefined;
    const manifest = this.#manifests.in(path);
    const main = manifest?.types ?? manifest?.main;
    const target = main === undefined ? undefined : insideOf(path, main);
    const found = target === undefined ? undefined : findFile(this.#folders, target);
    return found ?? findFile(this.#folders, path === "" ? "index" : `${path}/index`);
  }

  #mapped(folder: RepoPath, specifier: string): FoundFile | undefined {
    const mapping = this.#configs.mappingFor(folder);
    for (const target of mappedTo(mapping, specifier)) {
      const found = this.#path(target);
      if (found !== undefined) return found;
    }
    if (mapping.baseUrl === undefined) return undefined;
    const path = insideOf(mapping.baseUrl, specifier);
    return path === undefined ? undefined : this.#path(path);
  }

  #internal(folder: RepoPath, specifier: string, condition: Condition): Resolution | undefined {
    const nearest = this.#manifests.nearest(folder);
    if (nearest?.manifest.imports === undefined) return undefined;
    for (const target of importTargets(nearest.manifest, specifier, condition)) {
      if (!target.startsWith("./")) return this.#resolve(nearest.folder, target, condition);
      const found = filesFor({ workspace: this.#workspace, folders: this.#folders, ...nearest }, target)[0];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #inWorkspace(specifier: string, condition: Condition): Resolution | undefined {
    const { name, subpath } = splitBare(specifier);
    const folder = this.#packageFolders().get(name);
    const manifest = folder === undefined ? undefined : this.#manifests.in(folder);
    if (folder === undefined || manifest === undefined) return undefined;
    const view = { workspace: this.#workspace, folders: this.#folders, folder, manifest };
    return packageEntry(view, subpath, condition) ?? { kind: "missing", specifier };
  }

  #packageFolders(): ReadonlyMap<string, RepoPath> {
    this.#packages ??= new Map(workspacePackages(this.#workspace).map((one) => [one.name, one.folder]));
    return this.#packages;
  }
}

/** An entry of a workspace package: it is offered when there are targets, whether or not they were built. */
export interface NamedEntry {
  readonly folder: RepoPath;
  readonly targets: readonly RepoPath[];
  readonly to: Resolution;
}

function external(specifier: string): Resolution {
  if (specifier.startsWith("node:")) return { kind: "external", specifier, package: specifier, subpath: "." };
  const { name, subpath } = splitBare(specifier);
  return { kind: "external", specifier, package: name, subpath };
}

/** `@orpc/server/fetch` → `@orpc/server`, `./fetch`. */
function splitBare(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split("/");
  const count = specifier.startsWith("@") ? 2 : 1;
  const rest = parts.slice(count).join("/");
  return { name: parts.slice(0, count).join("/"), subpath: rest === "" ? "." : `./${rest}` };
}
