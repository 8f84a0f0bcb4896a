import type { CallOn, StaticValue, SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { excerpt, moduleFinding } from "./code-places.ts";
import { mounting } from "./mounting.ts";
import { routesDemand } from "./routes-mounted.demand.ts";
import { routesCounterexamples, routesInvariances } from "./routes-mounted.probes.ts";

/** A method of the router and the path that it is given, such as `all /rpc/*`; `use *` for a middleware without a path. */
export type Mount = `${string} ${string}`;

export interface RoutesMounted extends CheckOptions {
  /** What makes a router: `{ module: "hono", export: "Hono" }`. */
  readonly router: SymbolRef;
  readonly module: RepoPath;
  /** Everything that the module mounts, in the order in which it does. */
  readonly mounts: readonly [Mount, ...Mount[]];
}

/**
 * A module mounts exactly these routes, each always, in this order. Paths are read from constants; what is mounted under a
 * condition, in a loop, or by someone to whom the router is handed cannot be told.
 */
export function routesMounted(args: RoutesMounted): Check {
  const { router, module, mounts } = args;
  return ownCheck({
    kind: "routesMounted",
    name: args.name ?? `routesMounted:${module}`,
    claim: args.claim ?? `${module} mounts ${mounts.join(", ")}, in this order, and nothing else`,
    subject: { kind: "export", module, export: "*" },
    supports: everyKind,
    demand: routesDemand(spoken(args)),
    evaluate: (context) => evaluate({ router, module, mounts }, context),
    counterexamples: routesCounterexamples(args),
    invariances: routesInvariances(args),
  });
}

function evaluate({ router, module, mounts }: RoutesMounted, context: CheckContext): Evaluation {
  const broken = moduleFinding(context, module);
  const answer = context.code.callsOn(router, mounting, [module]);
  const routes = answer.calls.flatMap(mountsOf);
  const unclear = [
    ...answer.escapes.map((at) =>
      unknown(context, at, "the router is handed on here, so others may mount on it"),
    ),
    ...answer.calls.flatMap((call) => doubtsAbout(call, context)),
  ];
  const findings =
    broken !== undefined ? [broken] : unclear.length > 0 ? unclear : differences(mounts, routes, module);
  return {
    findings,
    scope: { selected: routes.length, candidates: routes.length, unit: "mounts", roster: module },
  };
}

interface Mounted {
  readonly mount: string;
  readonly location: Location;
}

/** A list of paths, or of methods and paths (`on`), mounts each. */
function mountsOf({ method, args = [], location }: CallOn): readonly Mounted[] {
  const at = locationOf(location);
  const [first, second] = args;
  if (method !== "on")
    return textsOf(method, first).map((path) => ({ mount: `${method} ${path}`, location: at }));
  return textsOf("on", first).flatMap((verb) =>
    textsOf("on", second).map((path) => ({ mount: `${verb.toLowerCase()} ${path}`, location: at })),
  );
}

/** What is no text is a handler, given without a path. */
function textsOf(method: string, value: StaticValue | undefined): readonly string[] {
  if (value?.kind === "string") return [value.value];
  if (value?.kind === "array") return value.items.flatMap((item) => textsOf(method, item));
  return method === "on" ? [] : ["*"];
}

/** What is not certain about a mount: whether it happens, and where. */
function doubtsAbout({ method, args, always, location }: CallOn, context: CheckContext): readonly Finding[] {
  if (args === undefined) return [unknown(context, location, "what it is given is spread")];
  if (!always) return [unknown(context, location, "it does not happen whenever the module is composed")];
  const paths = method === "on" ? args.slice(0, 2) : args.slice(0, 1);
  const isHandler = (value: StaticValue) => method !== "on" && ["symbol", "call"].includes(value.kind);
  // A handler that stands in the place of the path is known by what makes it; whatever else is computed may be a path.
  const open = paths.find((value) => !isText(value) && !isHandler(value));
  return open === undefined ? [] : [unknown(context, open.location, "the path is computed")];
}

function isText(value: StaticValue): boolean {
  return value.kind === "string" || (value.kind === "array" && value.items.every(isText));
}

function unknown(context: CheckContext, at: CallOn["location"], reason: string): Finding {
  return found("mount-undecidable", { expression: excerpt(context, at), reason }, locationOf(at));
}

/** Missing and additional ones by themselves; the order only of what is there once each. */
function differences(
  expected: readonly string[],
  routes: readonly Mounted[],
  module: RepoPath,
): readonly Finding[] {
  const left = [...expected];
  const extra = routes.filter(({ mount }) => {
    const at = left.indexOf(mount);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const wrong = [
    ...left.map((mount) => found("mount-missing", { mount, module }, { path: module })),
    ...extra.map(({ mount, location }) => found("mount-unexpected", { mount, module }, location)),
  ];
  if (wrong.length > 0) return wrong;
  const at = routes.findIndex(({ mount }, index) => mount !== expected[index]);
  const misplaced = routes[at];
  const wanted = expected[at];
  return misplaced === undefined || wanted === undefined
    ? []
    : [found("mount-out-of-order", { mount: misplaced.mount, expected: wanted }, misplaced.location)];
}
