import type { MentionKind } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { bindingKinds } from "./boundary/binding-kinds.ts";
import { type Links, shortestCycle, strongGroups } from "./boundary/cycles.ts";
import { edgesOfAll, packagesOf } from "./boundary/edges.ts";
import { type Edge, type ModuleEdges, placeOf } from "./boundary/module-edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import { cyclesDemand } from "./no-import-cycles.demand.ts";
import { cyclesCounterexamples, cyclesInvariances } from "./no-import-cycles.probes.ts";

export interface NoImportCycles extends CheckOptions {
  readonly reason: string;
  /** What may not import itself in a circle. */
  readonly of: "modules" | "packages";
  /** Kinds of imports that make a circle; whatever binds names (`value`, `type`, `dynamic`, `require`) where absent. */
  readonly kinds?: readonly MentionKind[];
  /** Modules that may form a circle among themselves; one that another module takes part in is a circle all the same. */
  readonly except?: readonly CycleException[];
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
}

interface CycleException {
  readonly modules: readonly [string, ...string[]];
  readonly reason: string;
}

/** No module, or no package, imports itself by way of others. */
export function noImportCycles(args: NoImportCycles): Check {
  const { of, reason, among } = args;
  return ownCheck({
    kind: "noImportCycles",
    name: args.name ?? `noImportCycles:${of}`,
    claim: args.claim ?? `No ${of} import one another in a circle: ${reason}`,
    subject: { kind: "export", module: among?.[0] ?? "**", export: "*" },
    supports: everyKind,
    demand: cyclesDemand(args),
    evaluate: (context) => evaluate(args, context),
    counterexamples: cyclesCounterexamples(args),
    invariances: cyclesInvariances(args),
  });
}

function evaluate(args: NoImportCycles, context: CheckContext): ReturnType<Check["evaluate"]> {
  const { of, reason, among, except = [] } = args;
  const modules = judgedModules(context, among);
  const all = edgesOfAll(context, modules);
  const { nodes, nodeAt } = nodesOf(modules, of === "modules" ? (path) => path : folderOf(context));
  const bonds = new Bonds(args, all, nodeAt);
  const links = bonds.links(nodes.length);
  const findings: Finding[] = all.flatMap((one) => (one.isQuiet(nothingSaid) ? [] : one.broken));
  const isExcepted = except.map((one) => picomatch([...one.modules], { dot: true }));
  for (const group of strongGroups(links)) {
    if (isExcepted.some((may) => group.every((node) => may(nodes[node] ?? "")))) continue;
    const cycle = shortestCycle(group, links);
    const way = cycle.map((node) => nodes[node] ?? "");
    const names = of === "modules" ? way : way.map((folder) => nameOf(folder, context));
    const finding = { unit: of, way: names, size: group.length, reason };
    const first = bonds.between(cycle[0], cycle[1]);
    findings.push(found("import-cycle", finding, first === undefined ? undefined : placeOf(first)));
  }
  const roster = among === undefined ? "git" : `git, ${among.join(", ")}`;
  return { findings, scope: { selected: nodes.length, candidates: nodes.length, unit: of, roster } };
}

const nothingSaid = () => false;

interface Nodes {
  readonly nodes: readonly string[];
  /** Index in `nodes`, by module. */
  readonly nodeAt: ReadonlyMap<RepoPath, number>;
}

function nodesOf(modules: readonly RepoPath[], nodeOf: (path: RepoPath) => string): Nodes {
  const indices = new Map<string, number>();
  const nodeAt = new Map<RepoPath, number>();
  for (const module of modules) {
    const node = nodeOf(module);
    const index = indices.get(node) ?? indices.size;
    indices.set(node, index);
    nodeAt.set(module, index);
  }
  return { nodes: [...indices.keys()], nodeAt };
}

/** Edges of the kinds that make a circle, from one node to another. */
class Bonds {
  readonly #kinds: ReadonlySet<MentionKind>;
  readonly #all: readonly ModuleEdges[];
  readonly #nodeAt: Nodes["nodeAt"];
  #known: ReadonlyMap<number, readonly ModuleEdges[]> | undefined;

  constructor(
    { kinds = bindingKinds }: NoImportCycles,
    all: readonly ModuleEdges[],
    nodeAt: Nodes["nodeAt"],
  ) {
    this.#kinds = new Set(kinds);
    this.#all = all;
    this.#nodeAt = nodeAt;
  }

  links(size: number): Links {
    const links = Array.from({ length: size }, (): number[] => []);
    for (const module of this.#all) {
      const from = this.#nodeAt.get(module.from ?? "");
      const targets = from === undefined ? undefined : links[from];
      if (targets === undefined) continue;
      for (let at = 0; at < module.targets.length; at += 1) {
        const target = module.targets[at];
        if (target?.kind !== "file" || !this.#kinds.has(module.kindAt(at))) continue;
        const to = this.#nodeAt.get(target.path);
        if (to !== undefined && to !== from && !targets.includes(to)) targets.push(to);
      }
    }
    return links;
  }

  /** The first edge that leads from one node to another. */
  between(from: number | undefined, to: number | undefined): Edge | undefined {
    for (const { edges } of this.#byNode().get(from ?? -1) ?? []) {
      const edge = edges.find((one) => this.#target(one) === to);
      if (edge !== undefined) return edge;
    }
    return undefined;
  }

  #byNode(): ReadonlyMap<number, readonly ModuleEdges[]> {
    if (this.#known !== undefined) return this.#known;
    const known = new Map<number, ModuleEdges[]>();
    for (const one of this.#all) {
      const node = this.#nodeAt.get(one.from ?? "");
      if (node === undefined) continue;
      const list = known.get(node) ?? [];
      known.set(node, list);
      list.push(one);
    }
    this.#known = known;
    return known;
  }

  #target({ kind, target }: Edge): number | undefined {
    return target.kind === "file" && this.#kinds.has(kind) ? this.#nodeAt.get(target.path) : undefined;
  }
}

function folderOf(context: CheckContext): (path: RepoPath) => string {
  const packages = packagesOf(context);
  return (path) => packages.of(path)?.folder ?? "";
}

function nameOf(folder: string, context: CheckContext): string {
  return packagesOf(context).all.find((one) => one.folder === folder)?.name ?? "the root";
}
