import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { moduleFinding, moduleRoster } from "./code-places.ts";
import { notBranchedDemand } from "./not-branched-on.demand.ts";
import { notBranchedCounterexamples, notBranchedInvariances } from "./not-branched-on.probes.ts";

export interface NotBranchedOn extends CheckOptions {
  /** What must not decide, as one word: `channel`. */
  readonly term: string;
  /** The values that it has. */
  readonly values: readonly [string, ...string[]];
  /** Modules that a program starts with: they and whatever they import, however far away, are looked at. */
  readonly roots: readonly [RepoPath, ...RepoPath[]];
}

/** No module of a program decides anything by a term or one of its values: it names something, and means nothing at run time. */
export function notBranchedOn(args: NotBranchedOn): Check {
  const { term, values, roots } = args;
  const [first] = roots;
  return ownCheck({
    kind: "notBranchedOn",
    name: args.name ?? `notBranchedOn:${term}`,
    claim:
      args.claim ??
      `Nothing that ${roots.join(", ")} runs decides by ${term}, whether ${values.join(" or ")}`,
    subject: { kind: "export", module: first, export: "*" },
    subjects: roots.map((module) => ({ kind: "export", module, export: "*" })),
    supports: everyKind,
    demand: notBranchedDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: notBranchedCounterexamples(args),
    invariances: notBranchedInvariances(args),
  });
}

function evaluate({ term, values, roots }: NotBranchedOn, context: CheckContext): Evaluation {
  const broken = roots.flatMap((root) => moduleFinding(context, root) ?? []);
  const modules = broken.length > 0 ? [] : closureOf(context, roots);
  return {
    findings: [...broken, ...modules.flatMap((module) => branchFindings(module, { term, values }, context))],
    scope: {
      selected: modules.length,
      candidates: moduleRoster(context).length,
      unit: "modules",
      roster: `git's roster, as imported from ${roots.join(", ")}`,
    },
  };
}

/** Every module of the repository that some modules import as values, with them. */
function closureOf({ code }: CheckContext, roots: readonly RepoPath[]): readonly RepoPath[] {
  const all = new Set(roots);
  for (let open = roots; open.length > 0; ) {
    const imported = code
      .moduleGraph(open)
      .edges.flatMap(({ to, typeOnly }) => (to.kind === "module" && !typeOnly ? [to.path] : []));
    open = [...new Set(imported)].filter((path) => !all.has(path));
    for (const path of open) all.add(path);
  }
  return [...all].sort();
}

function branchFindings(
  module: RepoPath,
  query: Pick<NotBranchedOn, "term" | "values">,
  context: CheckContext,
): readonly Finding[] {
  const broken = moduleFinding(context, module);
  if (broken !== undefined) return [broken];
  return context.code
    .branchesOf(module, query)
    .map(({ name, position, location }) =>
      found("branched-on", { term: query.term, name, position }, locationOf(location)),
    );
}
