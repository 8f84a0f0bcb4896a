import {
  KeptByContent,
  type Memo,
  type RepoPath,
  type Workspace,
  workspacePackages,
} from "@phasegate/workspace";
import { type PackageNode, packageGraph, rootPackage } from "./package-graph.ts";
import { type PlacedConfig, type TaskDefinition, taskDefinition } from "./task-definition.ts";
import { selects, type TaskGlob, taskGlobs } from "./task-glob.ts";
import { type TaskInputs, taskInputs } from "./task-inputs.ts";
import { readTurboConfig } from "./turbo-config.ts";

/** What Turborepo would do, from the files of a repository alone. */
export type TurboModelAnswer =
  | { readonly kind: "model"; readonly model: TurboModel }
  | { readonly kind: "absent"; readonly path: RepoPath }
  | { readonly kind: "unreadable"; readonly path: RepoPath; readonly why: string };

/** Switches that change what is hashed, or how configuration is read; what is not named here changes neither. */
const telling =
  /^(globalConfiguration|hashFilePermissions|experimental(Cargo|Go|Python)Workspaces|.*[hH]ash.*)$/;
const harmlessFlags = ["errorsOnlyShowHash"];

export function turboModel(workspace: Workspace, memo: Memo): TurboModelAnswer {
  return kept.get(workspace, "", (traced) => readModel(traced, memo));
}

const kept = new KeptByContent<TurboModelAnswer>();

function readModel(workspace: Workspace, memo: Memo): TurboModelAnswer {
  const root = readTurboConfig(workspace, "", memo);
  if (root.kind !== "config") return root;
  const graph = packageGraph(workspace, workspacePackages(workspace));
  const own = new Map<string, PlacedConfig>();
  for (const { name, folder } of graph.values()) {
    if (folder === "") continue;
    const answer = readTurboConfig(workspace, folder, memo);
    if (answer.kind === "unreadable") return answer;
    if (answer.kind === "config") own.set(name, answer);
  }
  return { kind: "model", model: new TurboModel(root, own, graph, new Set(workspace.files())) };
}

export class TurboModel {
  readonly root: PlacedConfig;
  readonly packages: ReadonlyMap<string, PackageNode>;
  readonly #own: ReadonlyMap<string, PlacedConfig>;
  readonly #roster: ReadonlySet<RepoPath>;
  readonly #tasks = new Map<string, TaskDefinition | undefined>();
  readonly #inputs = new Map<string, TaskInputs>();
  readonly #global: { readonly globs: readonly TaskGlob[]; readonly unknown: readonly string[] };

  constructor(
    root: PlacedConfig,
    own: ReadonlyMap<string, PlacedConfig>,
    packages: ReadonlyMap<string, PackageNode>,
    roster: ReadonlySet<RepoPath>,
  ) {
    this.root = root;
    this.#own = own;
    this.packages = packages;
    this.#roster = roster;
    this.#global = taskGlobs("", root.config.globalDependencies ?? []);
  }

  /** What of the whole configuration is not understood. */
  get unknown(): readonly string[] {
    const flags = Object.entries(this.root.config.futureFlags ?? {})
      .filter(([name, value]) => value === true && telling.test(name) && !harmlessFlags.includes(name))
      .map(([name]) => `futureFlags.${name}`);
    return [...flags, ...this.#global.unknown.map((glob) => `globalDependencies: ${glob}`)];
  }

  /** @param id `package#task`, `//#task` for the root */
  task(id: string): TaskDefinition | undefined {
    if (!this.#tasks.has(id)) this.#tasks.set(id, this.#define(id));
    return this.#tasks.get(id);
  }

  /** Whether a script of the package implements the task. */
  isImplemented(id: string): boolean {
    const { node, task } = this.#parts(id);
    return node !== undefined && Object.hasOwn(node.scripts, task);
  }

  /** Ids of the tasks that have to come to an end before it, those that no script implements included. */
  dependencies(id: string): readonly string[] {
    const { node, task } = this.#parts(id);
    if (node === undefined) return [];
    const named = (this.task(id)?.fields.dependsOn ?? []).flatMap((text) => {
      if (text.startsWith("^")) return node.dependencies.map((name) => `${name}#${text.slice(1)}`);
      return text.includes("#") ? [text] : [`${node.name}#${text}`];
    });
    return [...new Set(named)].filter((one) => one !== `${node.name}#${task}`);
  }

  /** The task and everything that it depends on, however far away. */
  closure(id: string): readonly string[] {
    const all = new Set([id]);
    for (const one of all) for (const next of this.dependencies(one)) all.add(next);
    return [...all];
  }

  /** Whether the content of a file is part of the task's own hash. */
  hashes(id: string, path: RepoPath): boolean {
    return this.#inputsOf(id).hashes(path);
  }

  /** Whether the content of a file is part of every task's hash. */
  hashesGlobally(path: RepoPath): boolean {
    return selects(this.#global.globs, path);
  }

  /** Whether a change of the file changes the task's hash: its own, every task's, or that of a task that it depends on. */
  covers(id: string, path: RepoPath): boolean {
    return this.hashesGlobally(path) || this.closure(id).some((one) => this.hashes(one, path));
  }

  /** Whether the task's cache holds the file; `undefined` when that is not known. */
  keeps(id: string, path: RepoPath): boolean | undefined {
    const { globs, unknown } = taskGlobs(this.#folder(id), this.task(id)?.fields.outputs ?? []);
    return unknown.length > 0 ? undefined : selects(globs, path);
  }

  /** What of a task, and of those that it depends on, is not understood. */
  unknowns(id: string): readonly string[] {
    return this.closure(id).flatMap((one) => {
      const task = this.task(one);
      if (task === undefined) return [`${one} is not defined`];
      const { node } = this.#parts(one);
      const asksBelow = (task.fields.dependsOn ?? []).some((text) => text.startsWith("^"));
      const links = asksBelow
        ? (node?.unclear ?? []).map((name) => `whether ${node?.name} is linked to ${name}`)
        : [];
      const inputs = this.#inputsOf(one).unknown.map((glob) => `inputs of ${one}: ${glob}`);
      return [...task.unknown.map((what) => `${one}: ${what}`), ...links, ...inputs];
    });
  }

  #define(id: string): TaskDefinition | undefined {
    const { node, task } = this.#parts(id);
    return node && taskDefinition(this.root, this.#own.get(node.name), node, task);
  }

  #inputsOf(id: string): TaskInputs {
    const known =
      this.#inputs.get(id) ?? taskInputs(this.#folder(id), this.task(id)?.fields.inputs, this.#roster);
    this.#inputs.set(id, known);
    return known;
  }

  #folder(id: string): RepoPath {
    return this.#parts(id).node?.folder ?? "";
  }

  #parts(id: string): { readonly node: PackageNode | undefined; readonly task: string } {
    const [name = "", ...rest] = id.split("#");
    return { node: this.packages.get(name === "" ? rootPackage : name), task: rest.join("#") };
  }
}
