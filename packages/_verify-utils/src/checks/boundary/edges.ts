import type { MentionKind, MentionsAnswer, ModuleMentions, ResolvedMention } from "@phasegate/code-facts";
import type { RepoPath, WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { type Finding, found, type Location, locationOf } from "../../finding.ts";
import { isSettled, madePlaces, Packages, type Target, targetOf } from "./target.ts";

/** One mention of a file or package in a module. */
export interface Edge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  readonly target: Target;
}

/** A name that is made when the program runs; `begins` is what it certainly starts with. */
export interface ComputedEdge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly begins: string;
  readonly line: number;
  readonly column: number;
}

export interface ModuleEdges {
  readonly edges: readonly Edge[];
  readonly computed: readonly ComputedEdge[];
  /** Why nothing is known of its imports. */
  readonly broken: readonly Finding[];
}

interface Graph {
  readonly packages: Packages;
  readonly modules: Map<RepoPath, ModuleEdges>;
  /** By list of modules: checks share most of them. */
  readonly lists: WeakMap<readonly RepoPath[], readonly ModuleEdges[]>;
}

/** Derived once for all checks on the same facts. */
const graphs = new WeakMap<ModuleMentions, Graph>();

function graphOf({ code, packages }: CheckContext): Graph {
  const known = graphs.get(code.mentions);
  if (known !== undefined) return known;
  const graph: Graph = { packages: packagesIn(packages), modules: new Map(), lists: new WeakMap() };
  graphs.set(code.mentions, graph);
  return graph;
}

/** The same for the same list, so that what is derived from it can be kept by it. */
const packagesOfLists = new WeakMap<readonly WorkspacePackage[], Packages>();

function packagesIn(list: readonly WorkspacePackage[]): Packages {
  const packages = packagesOfLists.get(list) ?? new Packages(list);
  packagesOfLists.set(list, packages);
  return packages;
}

export function packagesOf(context: CheckContext): Packages {
  return graphOf(context).packages;
}

/** Everything that a module names, and where it leads; the same object as before edits that leave it as it was. */
export function edgesOf(context: CheckContext, module: RepoPath): ModuleEdges {
  const { modules, packages } = graphOf(context);
  const known = modules.get(module);
  if (known !== undefined) return known;
  const edges = keptEdges(context, module, packages);
  modules.set(module, edges);
  return edges;
}

/** As {@link edgesOf} for each of many, which costs less than one after the other. */
export function edgesOfAll(context: CheckContext, modules: readonly RepoPath[]): readonly ModuleEdges[] {
  const { modules: known, lists } = graphOf(context);
  const kept = lists.get(modules);
  if (kept !== undefined) return kept;
  const mayBeMade: RepoPath[] = [];
  for (const module of modules) {
    const answer = known.has(module) ? undefined : context.code.mentions.of(module);
    if (answer?.kind !== "module") continue;
    for (const one of answer.mentions) if (one.to?.kind === "missing") mayBeMade.push(...madePlaces(one));
  }
  if (mayBeMade[0] !== undefined) context.workspace.ignores(mayBeMade[0], mayBeMade);
  const all = modules.map((module) => edgesOf(context, module));
  lists.set(modules, all);
  return all;
}

const nothing: ModuleEdges = { edges: [], computed: [], broken: [] };

interface Kept {
  readonly packages: Packages;
  readonly edges: ModuleEdges;
}

/** Edges that follow from what is named and from the packages alone. */
const kept = new WeakMap<NonNullable<MentionsAnswer>, Kept>();

function keptEdges(context: CheckContext, module: RepoPath, packages: Packages): ModuleEdges {
  const answer = context.code.mentions.of(module);
  if (answer === undefined) return nothing;
  if (answer.kind === "unparsable") {
    const { message: reason, location } = answer;
    return { ...nothing, broken: [found("module-unparsable", { module, reason }, locationOf(location))] };
  }
  const known = kept.get(answer);
  if (known?.packages === packages) return known.edges;
  const edges = readEdges(answer.mentions, module, context, packages);
  if (answer.mentions.every(isSettled)) kept.set(answer, { packages, edges });
  return edges;
}

function readEdges(
  mentions: readonly ResolvedMention[],
  from: RepoPath,
  context: CheckContext,
  packages: Packages,
): ModuleEdges {
  const edges: Edge[] = [];
  const computed: ComputedEdge[] = [];
  const broken: Finding[] = [];
  for (const mention of mentions) {
    const { kind, text, line, column } = mention;
    const target = targetOf(mention, context, packages);
    if (target === undefined) computed.push({ from, kind, begins: text, line, column });
    else if (target.kind !== "nothing") {
      const edge = { from, kind, specifier: text, line, column, target };
      edges.push(edge);
      if (target.kind === "missing")
        broken.push(found("import-unresolved", { importer: from, specifier: text }, placeOf(edge)));
    }
  }
  return { edges, computed, broken };
}

/** Where an edge stands: its specifier. */
export function placeOf({ from, line, column }: Pick<Edge, "from" | "line" | "column">): Location {
  return { path: from, start: { line, column }, end: { line, column } };
}

export function targetText(target: Target): string {
  if (target.kind === "file") return target.path;
  if (target.kind === "npm") return `npm:${target.name}`;
  return target.kind === "builtin" ? `node:${target.name}` : "nothing";
}
