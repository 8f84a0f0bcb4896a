import { joinRepoPath, parentOf, type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import { parse as parseJsonc } from "jsonc-parser";
import { z } from "zod";
import { Answers, type Gatherer } from "../rests.ts";
import { findFile } from "./files.ts";
import { type Folders, insideOf } from "./folders.ts";

const configSchema = z.looseObject({
  extends: z.union([z.string(), z.array(z.string())]).optional(),
  references: z.array(z.looseObject({ path: z.string() })).optional(),
  compilerOptions: z
    .looseObject({
      baseUrl: z.string().optional(),
      paths: z.record(z.string(), z.array(z.string())).optional(),
    })
    .optional(),
});

/** `paths` of a configuration, with the folder that its targets are relative to. */
export interface PathMapping {
  /** Folder that bare specifiers may start from, when `baseUrl` is set. */
  readonly baseUrl?: RepoPath;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly RepoPath[] }[];
}

const none: PathMapping = { paths: [] };
const maxExtends = 32;
/** TypeScript's variable for the folder of the configuration that is used. */
const configDir = ["$", "{configDir}"].join("");

/** Finds the mapping that TypeScript's nearest tsconfig.json (or jsconfig.json) gives to the files of a folder. */
export class TsConfigs {
  readonly #workspace: Workspace;
  readonly #folders: Folders;
  readonly #byFolder: Answers<RepoPath, PathMapping>;
  readonly #packageFolder: (name: string) => RepoPath | undefined;
  readonly #gatherer: Gatherer | undefined;

  constructor(
    workspace: Workspace,
    folders: Folders,
    packageFolder: (name: string) => RepoPath | undefined,
    gatherer: Gatherer | undefined,
  ) {
    this.#workspace = workspace;
    this.#folders = folders;
    this.#packageFolder = packageFolder;
    this.#gatherer = gatherer;
    this.#byFolder = new Answers(gatherer);
  }

  mappingFor(folder: RepoPath): PathMapping {
    return this.#byFolder.get(folder, () => this.#findMapping(folder));
  }

  #findMapping(folder: RepoPath): PathMapping {
    const own = ["tsconfig.json", "jsconfig.json"]
      .map((name) => joinRepoPath(folder, name))
      .find((path) => this.#folders.isFile(path));
    if (own !== undefined) return this.#read(own, own, 0);
    return folder === "" ? none : this.mappingFor(parentOf(folder));
  }

  #read(path: RepoPath, leaf: RepoPath, depth: number): PathMapping {
    this.#gatherer?.touch(path);
    const text = depth > maxExtends ? undefined : readText(this.#workspace, path);
    const parsed = configSchema.safeParse(parseJsonc(text ?? "{}", [], { allowTrailingComma: true }));
    if (!parsed.success) return none;
    const { compilerOptions, references, extends: parents = [] } = parsed.data;
    const own = ownMapping(compilerOptions ?? {}, path, leaf);
    let inherited = none;
    for (const parent of typeof parents === "string" ? [parents] : parents) {
      const found = this.#locate(path, parent);
      if (found !== undefined) inherited = merge(this.#read(found, leaf, depth + 1), inherited);
    }
    const mapping = merge(own, inherited);
    return mapping.paths.length > 0 || depth > 0
      ? mapping
      : this.#fromReferences(path, references ?? [], mapping);
  }

  /** A solution file (`files: []`, `references: […]`) leaves the mapping to the configurations that it names. */
  #fromReferences(
    path: RepoPath,
    references: readonly { readonly path: string }[],
    own: PathMapping,
  ): PathMapping {
    let mapping = own;
    for (const reference of references) {
      const found = this.#locate(
        path,
        /^\.{0,2}\//.test(reference.path) ? reference.path : `./${reference.path}`,
      );
      if (found !== undefined && found !== path) mapping = merge(mapping, this.#read(found, found, 1));
    }
    return mapping;
  }

  #locate(from: RepoPath, specifier: string): RepoPath | undefined {
    const target = specifier.startsWith(".")
      ? insideOf(parentOf(from), specifier)
      : this.#inPackage(specifier);
    if (target === undefined) return undefined;
    const tries = [target, `${target}.json`, target === "" ? "tsconfig.json" : `${target}/tsconfig.json`];
    return tries.find((path) => findFile(this.#folders, path) !== undefined);
  }

  #inPackage(specifier: string): RepoPath | undefined {
    const [, name, rest] = /^(@[^/]+\/[^/]+|[^/@][^/]*)(?:\/(.*))?$/.exec(specifier) ?? [];
    const folder = name === undefined ? undefined : this.#packageFolder(name);
    return folder === undefined ? undefined : insideOf(folder, rest ?? "tsconfig.json");
  }
}

function ownMapping(
  options: { readonly baseUrl?: string | undefined; readonly paths?: Record<string, string[]> | undefined },
  path: RepoPath,
  leaf: RepoPath,
): PathMapping {
  const at = (relative: string): RepoPath | undefined =>
    relative.startsWith(configDir)
      ? insideOf(parentOf(leaf), `.${relative.slice(configDir.length)}`)
      : insideOf(parentOf(path), relative);
  const baseUrl = options.baseUrl === undefined ? undefined : at(options.baseUrl);
  const target = (one: string): RepoPath | undefined =>
    baseUrl !== undefined && !one.startsWith(configDir) ? insideOf(baseUrl, one) : at(one);
  const paths = Object.entries(options.paths ?? {}).map(([pattern, targets]) => ({
    pattern,
    targets: targets.map(target).filter((one) => one !== undefined),
  }));
  return baseUrl === undefined ? { paths } : { baseUrl, paths };
}

/** `paths` are replaced as a whole, not merged, when a configuration has its own (TypeScript's rule for `extends`). */
function merge(nearer: PathMapping, further: PathMapping): PathMapping {
  const baseUrl = nearer.baseUrl ?? further.baseUrl;
  const paths = nearer.paths.length > 0 ? nearer.paths : further.paths;
  return baseUrl === undefined ? { paths } : { baseUrl, paths };
}

/** Candidates for a bare specifier: exact pattern first, then the one with the longest prefix before `*`. */
export function mappedTo(mapping: PathMapping, specifier: string): readonly RepoPath[] {
  const exact = mapping.paths.find((one) => one.pattern === specifier);
  if (exact !== undefined) return exact.targets;
  let best:
    | { readonly prefix: string; readonly rest: string; readonly targets: readonly RepoPath[] }
    | undefined;
  for (const { pattern, targets } of mapping.paths) {
    const [prefix, suffix, more] = pattern.split("*");
    if (prefix === undefined || suffix === undefined || more !== undefined) continue;
    if (specifier.length < prefix.length + suffix.length) continue;
    if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
    if (best !== undefined && best.prefix.length >= prefix.length) continue;
    best = { prefix, rest: specifier.slice(prefix.length, specifier.length - suffix.length), targets };
  }
  return best?.targets.map((target) => target.replaceAll("*", () => best?.rest ?? "")) ?? [];
}
