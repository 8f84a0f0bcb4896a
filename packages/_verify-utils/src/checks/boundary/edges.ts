import type { MentionsAnswer, ModuleMentions } from "@phasegate/code-facts";
import type { RepoPath, WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { found, locationOf } from "../../finding.ts";
import { brokenModule, ModuleEdges } from "./module-edges.ts";
import { isSettled, madePlaces, Packages, targetsOf } from "./target.ts";

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
    if (answer?.kind !== "module" || !answer.hasMissing) continue;
    for (const [at, to] of answer.leads.entries())
      if (to?.kind === "missing") mayBeMade.push(...madePlaces(answer.mentionAt(at)));
  }
  if (mayBeMade[0] !== undefined) context.workspace.ignores(mayBeMade[0], mayBeMade);
  const all = modules.map((module) => edgesOf(context, module));
  lists.set(modules, all);
  return all;
}

interface Kept {
  readonly packages: Packages;
  readonly edges: ModuleEdges;
}

/** Edges that follow from what is named and from the packages alone. */
const kept = new WeakMap<NonNullable<MentionsAnswer>, Kept>();

function keptEdges(context: CheckContext, module: RepoPath, packages: Packages): ModuleEdges {
  const answer = context.code.mentions.of(module);
  if (answer === undefined) return brokenModule([]);
  if (answer.kind === "unparsable") {
    const { message: reason, location } = answer;
    return brokenModule([found("module-unparsable", { module, reason }, locationOf(location))]);
  }
  const known = kept.get(answer);
  if (known?.packages === packages) return known.edges;
  const edges = new ModuleEdges(answer, targetsOf(answer, context, packages));
  if (context.code.mentions.outlast && isSettled(answer)) kept.set(answer, { packages, edges });
  return edges;
}
