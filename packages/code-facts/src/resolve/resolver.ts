import { isBuiltin } from "node:module";
import {
  parentOf,
  type RepoPath,
  type Workspace,
  WorkspaceError,
  workspacePackages,
} from "@phasegate/workspace";
import { Answers, type Gatherer, type Kept, packagesRest, type Rests, standsAfter } from "../rests.ts";
import { type FoundFile, findFile } from "./files.ts";
import { Folders, insideOf } from "./folders.ts";
import { Manifests } from "./manifests.ts";
import { entryTargets, filesFor, importTargets, packageEntry } from "./package-entry.ts";
import type { Condition, Resolution } from "./resolution.ts";
import { external, isRelative, splitBare, withoutQuery } from "./specifier.ts";
import { mappedTo, TsConfigs } from "./tsconfig.ts";

/** Where specifiers led before edits, and what these changed. */
export interface ResolverBefore {
  readonly resolver: Resolver;
  readonly changed: Rests;
}

interface ResolverOptions {
  /** Told what each answer rests on. */
  readonly gatherer?: Gatherer | undefined;
  readonly before?: ResolverBefore | undefined;
}

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
  readonly #gatherer: Gatherer | undefined;
  readonly #before: ResolverBefore | undefined;
  readonly #bareKnown: Answers<string, Resolution>;
  readonly #entries: Answers<string, NamedEntry | undefined>;
  readonly #known: Readonly<Record<Condition, Map<RepoPath, Answers<string, Resolution>>>> = {
    import: new Map(),
    require: new Map(),
  };
  /** What paths stand for; the same object for the same path. */
  readonly #paths = new Map<RepoPath, FoundFile | null>();
  #packages: ReadonlyMap<string, RepoPath> | undefined;

  constructor(workspace: Workspace, { gatherer, before }: ResolverOptions = {}) {
    this.#workspace = workspace;
    this.#gatherer = gatherer;
    this.#before = before;
    this.#bareKnown = new Answers(gatherer);
    this.#entries = new Answers(gatherer);
    this.#folders = new Folders(workspace, gatherer);
    this.#manifests = new Manifests(workspace, this.#folders, gatherer);
    const packageFolder = (name: string) => this.packageFolders().get(name);
    this.#configs = new TsConfigs(workspace, this.#folders, packageFolder, gatherer);
  }

  /** @param from path of the importing module */
  resolve(from: RepoPath, specifier: string, condition: Condition = "import"): Resolution {
    return this.resolveIn(parentOf(from), specifier, condition);
  }

  /** As {@link resolve}, for any module of a folder. */
  resolveIn(folder: RepoPath, specifier: string, condition: Condition): Resolution {
    // Most specifiers are relative: unless what they rest on is asked for, only the file is worth keeping.
    if (this.#gatherer === undefined && this.#before === undefined && isRelative(specifier))
      return this.#relative(folder, specifier);
    return this.#kept(folder, specifier, condition).value;
  }

  #kept(folder: RepoPath, specifier: string, condition: Condition): Kept<Resolution> {
    const byFolder = this.#known[condition];
    let bySpecifier = byFolder.get(folder);
    if (bySpecifier === undefined) {
      bySpecifier = new Answers(this.#gatherer);
      byFolder.set(folder, bySpecifier);
    }
    return bySpecifier.kept(specifier, () => {
      const before = this.#beforeEdits(folder, specifier, condition);
      return before ?? this.#resolve(folder, specifier, condition);
    });
  }

  /** Where it led before the edits, unless they changed something that this rests on. */
  #beforeEdits(folder: RepoPath, specifier: string, condition: Condition): Resolution | undefined {
    if (this.#before === undefined) return undefined;
    const { resolver, changed } = this.#before;
    try {
      const { value, rests } = resolver.#kept(folder, specifier, condition);
      return standsAfter(rests, changed) ? value : undefined;
    } catch (error) {
      // A manifest that could not be read before may be readable now.
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
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
    return /^[./]/.test(specifier) ? undefined : this.#entry(specifier, condition).value;
  }

  /** What a bare name leads to does not depend on who asks. */
  #entry(specifier: string, condition: Condition): Kept<NamedEntry | undefined> {
    return this.#entries.kept(`${condition}\0${specifier}`, () => {
      const before = this.#entryBefore(specifier, condition);
      return before === undefined ? this.#findEntry(specifier, condition) : before.value;
    });
  }

  #entryBefore(specifier: string, condition: Condition): Kept<NamedEntry | undefined> | undefined {
    if (this.#before === undefined) return undefined;
    const { resolver, changed } = this.#before;
    try {
      const kept = resolver.#entry(specifier, condition);
      return standsAfter(kept.rests, changed) ? kept : undefined;
    } catch (error) {
      // A manifest that could not be read before may be readable now.
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
  }

  #findEntry(specifier: string, condition: Condition): NamedEntry | undefined {
    const { name, subpath } = splitBare(specifier);
    const folder = this.packageFolders().get(name);
    const manifest = folder === undefined ? undefined : this.#manifests.in(folder);
    if (folder === undefined || manifest === undefined) return undefined;
    const targets = entryTargets({ manifest }, subpath, condition);
    const to = this.#bare(specifier, condition);
    return { folder, targets: targets.flatMap((target) => insideOf(folder, target) ?? []), to };
  }

  #resolve(folder: RepoPath, specifier: string, condition: Condition): Resolution {
    if (isRelative(specifier)) return this.#relative(folder, specifier);
    const plain = /^[./#]/.test(specifier) ? withoutQuery(specifier) : specifier;
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
    return this.#bareKnown.get(
      `${condition}\0${specifier}`,
      () => this.#inWorkspace(specifier, condition) ?? external(specifier),
    );
  }

  #relative(folder: RepoPath, specifier: string): Resolution {
    const path = insideOf(folder, withoutQuery(specifier));
    return (path === undefined ? undefined : this.#path(path)) ?? { kind: "missing", specifier };
  }

  #path(path: RepoPath): FoundFile | undefined {
    // Whoever gathers what answers rest on has to hear of it each time.
    if (this.#gatherer !== undefined) return this.#findPath(path);
    const known = this.#paths.get(path);
    if (known !== undefined) return known ?? undefined;
    const found = this.#findPath(path);
    this.#paths.set(path, found ?? null);
    return found;
  }

  #findPath(path: RepoPath): FoundFile | undefined {
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
    const folder = this.packageFolders().get(name);
    const manifest = folder === undefined ? undefined : this.#manifests.in(folder);
    if (folder === undefined || manifest === undefined) return undefined;
    const view = { workspace: this.#workspace, folders: this.#folders, folder, manifest };
    return packageEntry(view, subpath, condition) ?? { kind: "missing", specifier };
  }

  /** Folders of the workspace's packages, by name. */
  packageFolders(): ReadonlyMap<string, RepoPath> {
    this.#gatherer?.touch(packagesRest);
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
