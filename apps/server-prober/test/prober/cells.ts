import { createBearers, type Presented } from "./bearer.ts";
import type { Shot } from "./exchange.ts";
import type { Route } from "./routes.ts";
import { presentRuntime } from "./runtime-signature.ts";
import { bodyOf, pathOf } from "./sample.ts";
import {
  barren,
  type CallerName,
  claims,
  credentialsOf,
  expectedOutcome,
  type Outcome,
  type Place,
} from "./table.ts";
import { type BearerCaller, subjects, type Target } from "./target.ts";

/** Some caller in some state of its credentials at some place: one test. */
export interface Group {
  readonly place: Place;
  readonly caller: CallerName;
  readonly credential: string;
  readonly outcome: Outcome;
}

/** One request, and what has to come of it. */
export interface Cell {
  /** Who calls what and how, for people. */
  readonly name: string;
  readonly route: Route;
  readonly caller: CallerName;
  readonly outcome: Outcome | "not served";
  /** Unlike that of every other cell: a run of this name would be this cell's doing. */
  readonly id: string;
  readonly shot: Shot;
}

let count = 0;
export const nextId = () => `probe-${++count}`;

/** How callers present themselves to a target. */
export function createPresenter(target: Target) {
  const bearers = createBearers(target);
  return async function present(
    caller: CallerName,
    way: string,
    route: Route,
    body: string | undefined,
  ): Promise<readonly Presented[]> {
    if (isBearer(caller)) return bearers({ caller, way, family: route.family });
    if (caller === "Inngest runtime") return [presentRuntime(target, way, body ?? "")];
    if (way === "nothing") return [{ headers: [] }];
    return claims.map(([name, value]) => ({ headers: [[name, value]], as: name }));
  };
}

export type Present = ReturnType<typeof createPresenter>;

export function isBearer(caller: CallerName): caller is BearerCaller {
  return Object.hasOwn(subjects, caller);
}

/** Every group of the table that has routes at its place. */
export function groupsOf(places: readonly Place[], callers: readonly CallerName[]): Group[] {
  return places.flatMap((place) =>
    callers.flatMap((caller) =>
      Object.keys(credentialsOf(caller)).map((credential) => ({
        place,
        caller,
        credential,
        outcome: expectedOutcome(caller, credential, place),
      })),
    ),
  );
}

/** The cells of a group: each of its ways on each route of its place. */
export async function cellsOf(group: Group, routes: readonly Route[], present: Present): Promise<Cell[]> {
  const ways = credentialsOf(group.caller)[group.credential] ?? [];
  const here = routesFor(group, routes);
  const cells = here.flatMap((route) => ways.map((way) => cellsOfWay(group, route, way, present)));
  return (await Promise.all(cells)).flat();
}

/**
 * On each route of the place, but for two: who has right credentials and claims something else is the same caller on
 * all of them; and where nothing is, credentials are judged before anything is looked for.
 */
function routesFor({ place, outcome, credential }: Group, routes: readonly Route[]): readonly Route[] {
  const here = routes.filter((route) => route.place === place);
  const isOneEnough =
    credential === "right, with claims of another" || (barren.includes(place) && outcome === "refused");
  return isOneEnough ? here.slice(0, 1) : here;
}

/** How many cells a group has. */
export function sizeOf(group: Group, routes: readonly Route[]): number {
  const ways = credentialsOf(group.caller)[group.credential] ?? [];
  const shots = ways.reduce((sum, way) => sum + (way === "claims" ? claims.length : 1), 0);
  return shots * routesFor(group, routes).length;
}

async function cellsOfWay(group: Group, route: Route, way: string, present: Present): Promise<Cell[]> {
  const { caller, credential, outcome } = group;
  const first = nextId();
  const presented = await present(caller, way, route, bodyOf(route, first));
  return presented.map((one, index) => {
    // Of several ways none is signed over the body, so that each can have its own.
    const id = index === 0 ? first : nextId();
    return {
      name: `${caller}, ${credential} (${one.as ?? way}), at ${route.method} ${route.path}`,
      route,
      caller,
      outcome,
      id,
      shot: shotOf(route, bodyOf(route, id), one),
    };
  });
}

/** A request to a route as somebody; `changed` says what of it is not as it should be. */
export function shotOf(
  route: Route,
  body: string | undefined,
  { headers, query }: Presented,
  changed: Partial<Shot> = {},
): Shot {
  const path = pathOf(route);
  return {
    method: route.method,
    target: query === undefined ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`,
    headers: [...headers, ...(body === undefined ? [] : [["content-type", "application/json"] as const])],
    body,
    ...changed,
  };
}
