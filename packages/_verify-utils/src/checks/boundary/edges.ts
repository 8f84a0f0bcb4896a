import type { MentionKind, ModuleMentions } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { type Finding, found, locationOf } from "../../finding.ts";
import { Packages, type Target, targetOf } from "./target.ts";

/** One mention of a file or package in a module. */
export interface Edge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly specifier: string;
  readonly offset: number;
  readonly target: Target;
}

/** A name that is made when the program runs; `begins` is what it certainly starts with. */
export interface ComputedEdge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly begins: string;
  readonly offset: number;
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
}

/** Derived once for all checks on the same facts. */
const graphs = new WeakMap<ModuleMentions, Graph>();

function graphOf({ code, packages }: CheckContext): Graph {
  const known = graphs.get(code.mentions);
  if (known !== undefined) return known;
  const graph = { packages: new Packages(packages), modules: new Map<RepoPath, ModuleEdges>() };
  graphs.set(code.mentions, graph);
  return graph;
}

export function packagesOf(context: CheckContext): Packages {
  return graphOf(context).packages;
}

/** Everything that a module names, and where it leads. */
export function edgesOf(context: CheckContext, module: RepoPath): ModuleEdges {
  const { modules, packages } = graphOf(context);
  const known = modules.get(module);
  if (known !== undefined) return known;
  const read = readEdges(context, module, packages);
  modules.set(module, read);
  return read;
}

const nothing: ModuleEdges = { edges: [], computed: [], broken: [] };

function readEdges(context: CheckContext, module: RepoPath, packages: Packages): ModuleEdges {
  const answer = context.code.mentions.of(module);
  if (answer === undefined) return nothing;
  if (answer.kind === "unparsable") {
    const { message: reason, location } = answer;
    return { ...nothing, broken: [found("module-unparsable", { module, reason }, locationOf(location))] };
  }
  const edges: Edge[] = [];
  const computed: ComputedEdge[] = [];
  for (const mention of answer.mentions) {
    const { kind, text, offset } = mention;
    const target = targetOf(mention, context, packages);
    if (target === undefined) computed.push({ from: module, kind, begins: text, offset });
    else if (target.kind !== "nothing") edges.push({ from: module, kind, specifier: text, offset, target });
  }
  const broken = edges
    .filter(({ target }) => target.kind === "missing")
    .map((edge) =>
      found("import-unresolved", { importer: module, specifier: edge.specifier }, placeOf(context, edge)),
    );
  return { edges, computed, broken };
}

/** Where an edge stands: its specifier. */
export function placeOf({ code }: CheckContext, { from, offset }: Pick<Edge, "from" | "offset">) {
  return locationOf(code.mentions.location(from, offset));
}

export function targetText(target: Target): string {
  if (target.kind === "file") return target.path;
  if (target.kind === "npm") return `npm:${target.name}`;
  return target.kind === "builtin" ? `node:${target.name}` : "nothing";
}
