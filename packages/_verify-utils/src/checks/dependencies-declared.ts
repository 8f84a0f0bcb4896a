import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { edgesOfAll, packagesOf } from "./boundary/edges.ts";
import { declaredIn } from "./boundary/linked-package.ts";
import { type Edge, type ModuleEdges, placeOf } from "./boundary/module-edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import { declaredDemand } from "./dependencies-declared.demand.ts";
import { declaredCounterexamples, declaredInvariances } from "./dependencies-declared.probes.ts";

export interface DependenciesDeclared extends CheckOptions {
  readonly reason: string;
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
  /** Globs of modules that are published or deployed: what they need when they run is no development dependency. */
  readonly ships?: readonly string[];
  /** What the root's package.json declares counts for every package. */
  readonly orRoot?: boolean;
}

/** What a module imports by name stands in the package.json of its own package. */
export function dependenciesDeclared(args: DependenciesDeclared): Check {
  const kept: Kept = new WeakMap();
  return ownCheck({
    kind: "dependenciesDeclared",
    name: args.name ?? "dependenciesDeclared",
    claim: args.claim ?? `Every package declares what it imports: ${args.reason}`,
    subject: { kind: "export", module: args.among?.[0] ?? "**", export: "*" },
    supports: everyKind,
    demand: declaredDemand(args),
    evaluate: (context) => evaluate(args, context, kept),
    counterexamples: declaredCounterexamples(args),
    invariances: declaredInvariances(args),
  });
}

/** What is wrong with the edges of a module follows from them alone: they are others when packages change. */
type Kept = WeakMap<ModuleEdges, readonly Finding[]>;

function evaluate(
  args: DependenciesDeclared,
  context: CheckContext,
  kept: Kept,
): ReturnType<Check["evaluate"]> {
  const { reason, among, ships = [] } = args;
  const modules = judgedModules(context, among);
  const isShipped = picomatch([...ships], { dot: true });
  const findings: Finding[] = [];
  const judged = (edge: Edge): readonly Finding[] => {
    const wrong = wrongOf(edge, isShipped(edge.from), args, context);
    if (wrong === undefined) return [];
    return [found("dependency-undeclared", { importer: edge.from, ...wrong, reason }, placeOf(edge))];
  };
  for (const edges of edgesOfAll(context, modules)) {
    const said = kept.get(edges) ?? [...edges.broken, ...edges.edges.flatMap(judged)];
    kept.set(edges, said);
    findings.push(...said);
  }
  const roster = among === undefined ? "git" : `git, ${among.join(", ")}`;
  return {
    findings,
    scope: { selected: modules.length, candidates: modules.length, unit: "modules", roster },
  };
}

interface Wrong {
  readonly dependency: string;
  readonly manifest: string;
  readonly as: "not at all" | "for development only";
}

function wrongOf(
  edge: Edge,
  isShipped: boolean,
  { orRoot }: DependenciesDeclared,
  context: CheckContext,
): Wrong | undefined {
  const dependency = nameOf(edge);
  const packages = packagesOf(context);
  const own = packages.of(edge.from);
  if (dependency === undefined || own === undefined || own.name === dependency) return undefined;
  const root = orRoot === true ? packages.all.filter(({ folder }) => folder === "") : [];
  const names = edge.kind === "type" ? [dependency, typesOf(dependency)] : [dependency];
  const fields = [own, ...root].flatMap((one) => names.flatMap((name) => declaredIn(name, one)));
  const manifest = own.folder === "" ? "package.json" : `${own.folder}/package.json`;
  if (fields.length === 0) return { dependency, manifest, as: "not at all" };
  const isNeeded = isShipped && ["value", "dynamic", "require"].includes(edge.kind);
  return isNeeded && fields.every((field) => field === "devDependencies")
    ? { dependency, manifest, as: "for development only" }
    : undefined;
}

/** The package that a bare name names; a path, an internal name and an alias name none. */
function nameOf({ specifier, target }: Edge): string | undefined {
  if (target.kind === "npm") return target.name;
  if (target.kind !== "file" || /^[./#]/.test(specifier)) return undefined;
  const name = target.package?.name;
  return name !== undefined && (specifier === name || specifier.startsWith(`${name}/`)) ? name : undefined;
}

/** `@types/node`, `@types/scope__name`. */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, "$1__")}`;
}
