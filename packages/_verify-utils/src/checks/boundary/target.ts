import type { MentionKind, NamedModule, Resolution, ResolvedMention } from "@phasegate/code-facts";
import {
  isInside,
  joinRepoPath,
  parentOf,
  type RepoPath,
  WorkspaceError,
  type WorkspacePackage,
} from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { linkedPackage } from "./linked-package.ts";

/** Where an import leads, as rules see it. */
export type Target =
  | {
      readonly kind: "file";
      readonly path: RepoPath;
      readonly package: WorkspacePackage | undefined;
      /** A name that the package does not offer, or a path through `node_modules`. */
      readonly around?: "not-offered" | "installed";
      /** The specifier by the package's own name, where a package.json gives it another one. */
      readonly as?: string;
    }
  /** `name` is that of the package. */
  | { readonly kind: "npm"; readonly name: string; readonly around?: "installed" }
  /** `name` without `node:`. */
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "missing" }
  /** Names no file: a folder, a URL, a path of the web server. */
  | { readonly kind: "nothing" };

/** Says where each mention of a module leads; `undefined` for a computed one. */
export function targetsOf(
  module: NamedModule,
  context: CheckContext,
  packages: Packages,
): readonly (Target | undefined)[] {
  const targets: (Target | undefined)[] = [];
  const { leads, from } = module;
  for (let at = 0; at < leads.length; at += 1) {
    const to = leads[at];
    if (to === undefined) targets.push(undefined);
    else if (to.kind === "external" || (to.kind !== "missing" && isLoading(module.kindAt(at))))
      targets.push(plainTarget(to, from, packages));
    else targets.push(targetOf(module.mentionAt(at), to, context, packages));
  }
  return targets;
}

/** What follows from where it leads and from the packages alone; the same object for the same. */
function plainTarget(
  to: Exclude<Resolution, { kind: "missing" }>,
  from: RepoPath,
  packages: Packages,
): Target {
  if (to.kind !== "external") return packages.target(to.path);
  const importer = packages.of(from);
  return packages.outside(importer, to.specifier, () => externalTarget(to, importer, packages));
}

function targetOf(
  mention: ResolvedMention,
  to: Resolution,
  context: CheckContext,
  packages: Packages,
): Target {
  if (to.kind === "missing") return missingTarget(mention, context, packages);
  if (to.kind === "external") return plainTarget(to, mention.from, packages);
  // Whether something was built must not matter: what is only asked for is nothing before it is there.
  const isBuilt = context.workspace.gitState(to.path) === "ignored";
  return isBuilt && !to.path.includes("node_modules/") ? { kind: "nothing" } : packages.target(to.path);
}

function externalTarget(
  to: Extract<Resolution, { kind: "external" }>,
  importer: WorkspacePackage | undefined,
  packages: Packages,
): Target {
  if (to.package.startsWith("node:")) return { kind: "builtin", name: to.package.slice(5) };
  // `virtual:routes`, `https://…`: made by a tool or fetched, hence no package.
  if (/^[a-zA-Z][\w+.-]*:/.test(to.specifier)) return { kind: "nothing" };
  const linked = linkedPackage(to.package, importer, packages);
  if (linked === undefined) return { kind: "npm", name: to.package };
  const as = to.subpath === "." ? linked.name : `${linked.name}${to.subpath.slice(1)}`;
  return { kind: "file", path: joinRepoPath(linked.folder, to.subpath), package: linked, as };
}

/** The packages of a repository, found by what lies in them. */
export class Packages {
  readonly all: readonly WorkspacePackage[];
  readonly #deepestFirst: readonly WorkspacePackage[];
  readonly #byPath = new Map<RepoPath, WorkspacePackage | undefined>();
  readonly #byFolder = new Map<RepoPath, WorkspacePackage | undefined>();
  readonly #byName: ReadonlyMap<string, WorkspacePackage>;
  readonly #targets = new Map<RepoPath, Target>();
  readonly #outside = new Map<WorkspacePackage | undefined, Map<string, Target>>();

  constructor(all: readonly WorkspacePackage[]) {
    this.all = all;
    this.#deepestFirst = [...all].sort((a, b) => b.folder.length - a.folder.length);
    this.#byName = new Map(all.map((one) => [one.name, one]));
  }

  of(path: RepoPath): WorkspacePackage | undefined {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const found = this.#holding(parentOf(path));
    this.#byPath.set(path, found);
    return found;
  }

  #holding(folder: RepoPath): WorkspacePackage | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const found = this.#deepestFirst.find((one) => isInside(one.folder, folder));
    this.#byFolder.set(folder, found);
    return found;
  }

  named(name: string): WorkspacePackage | undefined {
    return this.#byName.get(name);
  }

  /** A file as rules see it; the same object for the same path. */
  target(path: RepoPath): Target {
    const known = this.#targets.get(path);
    if (known !== undefined) return known;
    const target = fileTarget(path, this);
    this.#targets.set(path, target);
    return target;
  }

  /** What a specifier that leads out of the repository is to the modules of a package; worked out once. */
  outside(importer: WorkspacePackage | undefined, specifier: string, work: () => Target): Target {
    const bySpecifier = this.#outside.get(importer) ?? new Map<string, Target>();
    this.#outside.set(importer, bySpecifier);
    const known = bySpecifier.get(specifier);
    if (known !== undefined) return known;
    const target = work();
    bySpecifier.set(specifier, target);
    return target;
  }
}

function fileTarget(path: RepoPath, packages: Packages): Target {
  const cut = path.lastIndexOf("node_modules/");
  if (cut < 0) return { kind: "file", path, package: packages.of(path) };
  const [, name = "", rest = ""] = /^(@[^/]+\/[^/]+|[^/]+)\/?(.*)$/.exec(path.slice(cut + 13)) ?? [];
  const own = packages.named(name);
  if (own === undefined) return { kind: "npm", name, around: "installed" };
  return { kind: "file", path: joinRepoPath(own.folder, rest), package: own, around: "installed" };
}

function missingTarget(mention: ResolvedMention, context: CheckContext, packages: Packages): Target {
  const { text, kind, from } = mention;
  if (/^\.{1,2}(?:\/|$)/.test(text)) return relativeTarget(mention, context, packages);
  if (text.startsWith("/")) return { kind: "nothing" };
  const entry = context.code.mentions.named(from, text, kind);
  if (entry === undefined) return isLoading(kind) ? { kind: "missing" } : { kind: "nothing" };
  const own = packages.all.find(({ folder }) => folder === entry.folder);
  const [offered] = entry.targets;
  // What is offered and not there is built first.
  if (offered !== undefined) return { kind: "file", path: offered, package: own };
  const path = joinRepoPath(entry.folder, text.slice(own?.name.length ?? 0).replace(/^\//, ""));
  return { kind: "file", path, package: own, around: "not-offered" };
}

/** A relative path to nothing: built from sources when git ignores it. */
function relativeTarget(
  { text, kind, from }: ResolvedMention,
  context: CheckContext,
  packages: Packages,
): Target {
  const path = relativePath(text, from);
  if (path === undefined) return isLoading(kind) ? { kind: "missing" } : { kind: "nothing" };
  if (path.includes("node_modules/")) return fileTarget(path, packages);
  if (!isLoading(kind)) return { kind: "nothing" };
  const places = filesOf(path);
  const isDerived = places.some((one) => context.workspace.ignores(one, places));
  return isDerived ? fileTarget(path, packages) : { kind: "missing" };
}

function relativePath(text: string, from: RepoPath): RepoPath | undefined {
  return /^\.{1,2}(?:\/|$)/.test(text) ? insideOf(parentOf(from), text.replace(/[?].*$/, "")) : undefined;
}

function filesOf(path: RepoPath): readonly RepoPath[] {
  return [path, `${path}.ts`, `${path}.js`];
}

/** Files of which {@link targetOf} asks whether they are ignored. */
export function madePlaces({ text, from, kind }: ResolvedMention): readonly RepoPath[] {
  const path = isLoading(kind) ? relativePath(text, from) : undefined;
  return path === undefined || path.includes("node_modules/") ? [] : filesOf(path);
}

/** Whether the packages are all that its targets depend on: git's rules and what names lead to have no say. */
export function isSettled(module: NamedModule): boolean {
  return module.leads.every(
    (to, at) =>
      to === undefined || to.kind === "external" || (to.kind !== "missing" && isLoading(module.kindAt(at))),
  );
}

function isLoading(kind: MentionKind): boolean {
  return kind !== "resolve" && kind !== "mock";
}

function insideOf(folder: RepoPath, relative: string): RepoPath | undefined {
  try {
    return joinRepoPath(folder, relative);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}
