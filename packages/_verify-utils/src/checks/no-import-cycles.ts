import type { MentionKind } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { bindingKinds } from "./boundary/binding-kinds.ts";
import { shortestCycle, strongGroups } from "./boundary/cycles.ts";
import { type Edge, edgesOf, packagesOf, placeOf } from "./boundary/edges.ts";
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
  const { edges, broken } = imports(args, modules, context);
  const nodeOf = of === "modules" ? (path: RepoPath) => path : folderOf(context);
  const links = linked(edges, nodeOf);
  const next = (node: string): readonly string[] => [...(links.get(node)?.keys() ?? [])];
  const findings: Finding[] = [...broken];
  const nodes = [...new Set(modules.map(nodeOf))];
  const isExcepted = except.map((one) => picomatch([...one.modules], { dot: true }));
  for (const group of strongGroups(nodes, next)) {
    if (isExcepted.some((may) => group.every((node) => may(node)))) continue;
    const way = shortestCycle(group, next);
    const first = links.get(way[0] ?? "")?.get(way[1] ?? "");
    const names = of === "modules" ? way : way.map((folder) => nameOf(folder, context));
    const finding = { unit: of, way: names, size: group.length, reason };
    findings.push(found("import-cycle", finding, first === undefined ? undefined : placeOf(context, first)));
  }
  const roster = among === undefined ? "git" : `git, ${among.join(", ")}`;
  return { findings, scope: { selected: nodes.length, candidates: nodes.length, unit: of, roster } };
}

function imports(
  { kinds = bindingKinds }: NoImportCycles,
  modules: readonly RepoPath[],
  context: CheckContext,
) {
  const all = modules.map((module) => edgesOf(context, module));
  const judged = new Set(modules);
  const edges = all.flatMap((one) =>
    one.edges.filter(
      ({ kind, target }) => kinds.includes(kind) && target.kind === "file" && judged.has(target.path),
    ),
  );
  return { edges, broken: all.flatMap((one) => one.broken) };
}

/** The first edge between each two nodes. */
function linked(
  edges: readonly Edge[],
  nodeOf: (path: RepoPath) => string,
): ReadonlyMap<string, ReadonlyMap<string, Edge>> {
  const links = new Map<string, Map<string, Edge>>();
  for (const edge of edges) {
    if (edge.target.kind !== "file") continue;
    const [from, to] = [nodeOf(edge.from), nodeOf(edge.target.path)];
    if (from === to) continue;
    const known = links.get(from) ?? new Map<string, Edge>();
    links.set(from, known);
    if (!known.has(to)) known.set(to, edge);
  }
  return links;
}

function folderOf(context: CheckContext): (path: RepoPath) => string {
  const packages = packagesOf(context);
  return (path) => packages.of(path)?.folder ?? "";
}

function nameOf(folder: string, context: CheckContext): string {
  return packagesOf(context).all.find((one) => one.folder === folder)?.name ?? "the root";
}
