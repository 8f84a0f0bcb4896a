import { type Cell, nextId, type Present, shotOf } from "./cells.ts";
import type { Shot } from "./exchange.ts";
import type { Route } from "./routes.ts";
import { bodyOf, pathOf } from "./sample.ts";
import { barren, type CallerName, expectedOutcome } from "./table.ts";

export const tricks = ["paths", "methods", "content types"] as const;
export type Trick = (typeof tricks)[number];

/** Who tries them; each of those has nothing to gain where the table says that they are served. */
export const tricksters = ["nobody", "external", "first party"] as const satisfies readonly CallerName[];
export type Trickster = (typeof tricksters)[number];

/** Spellings of a path that some router somewhere takes for the path itself. */
const pathTricks: Readonly<Record<string, (path: string) => string>> = {
  "a doubled slash in front": (path) => `/${path}`,
  "doubled slashes": (path) => path.replaceAll("/", "//"),
  "a slash at the end": (path) => `${path}/`,
  "a dot segment": (path) => `/.${path}`,
  "out of a public family": (path) => `/api/orpc/..%2f..${path}`,
  "up from a public family": (path) => `/api/orpc/../..${path}`,
  "up from health": (path) => `/healthz/..${path}`,
  "up, encoded": (path) => `/healthz/%2e%2e${path}`,
  "up, encoded twice": (path) => `/healthz/%252e%252e${path}`,
  "up, by backslashes": (path) => `/healthz\\..${path.replaceAll("/", "\\")}`,
  "up from the document": (path) => `/api/orpc/openapi.json/../../..${path}`,
  "encoded slashes": (path) => path.replace(/(?!^)\//g, "%2F"),
  "an encoded letter": (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  "a letter encoded twice": (path) =>
    path.replace(/[a-z]/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
  "upper case": (path) => path.toUpperCase(),
  "a capital": (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  "a parameter of the path": (path) => `${path};a=b`,
  "a parameter in front": (path) => path.replace(/(?<=^\/[^/]+)/, ";a=b"),
  "a dot at the end": (path) => `${path}.`,
  "an extension": (path) => `${path}.json`,
  "a zero byte": (path) => `${path}%00`,
  "a zero byte as it is": (path) => `${path}\0`,
  "a tab": (path) => `/\t${path.slice(1)}`,
  "a line feed, encoded": (path) => `${path}%0a`,
  "behind a fragment": (path) => `/healthy#${path}`,
  "in front of a fragment": (path) => `${path}#/api/orpc/system/info`,
  "a query that looks public": (path) => `${path}?/api/orpc/openapi.json`,
  "an absolute target": (path) => `http://localhost${path}`,
  "an absolute target with a user": (path) => `http://root:root@localhost${path}`,
  "full-width letters": (path) => path.replace(/[a-z]/, "%EF%BD%92"),
  "a target without a slash": (path) => path.slice(1),
};

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
/** Said over a connection of their own. */
const oddMethods = ["CONNECT", "PROPFIND", "QUERY", "post"];
const overrides = ["x-http-method-override", "x-http-method", "x-method-override"];

const contentTypes: Readonly<Record<string, (body: string) => Partial<Shot>>> = {
  text: typed("text/plain"),
  form: () => typed("application/x-www-form-urlencoded")("json=%7B%7D&workflow=%7B%7D&id=x"),
  multipart: () =>
    typed("multipart/form-data; boundary=b")(
      '--b\r\ncontent-disposition: form-data; name="id"\r\n\r\nx\r\n--b--\r\n',
    ),
  xml: () => typed("application/xml")("<a/>"),
  bytes: typed("application/octet-stream"),
  "something like JSON": typed("application/json5"),
  "JSON behind text": typed("text/plain, application/json"),
  "no type": (body) => ({ body, headers: [] }),
};

function typed(type: string) {
  return (body: string): Partial<Shot> => ({ body, headers: [["content-type", type]] });
}

/** The cells of a trick on every route where it would gain its caller something. */
export async function trickCells(
  trick: Trick,
  caller: Trickster,
  routes: readonly Route[],
  present: Present,
): Promise<Cell[]> {
  const chosen = routes.filter((route) => !barren.includes(route.place) || isFirst(route, routes));
  const cells = chosen.map((route) => cellsOfRoute(trick, caller, route, routes, present));
  return (await Promise.all(cells)).flat();
}

/** What is no route of any router is understood alike wherever it stands in a place. */
const isFirst = (route: Route, routes: readonly Route[]) =>
  routes.find(({ place }) => place === route.place) === route;

async function cellsOfRoute(
  trick: Trick,
  caller: Trickster,
  route: Route,
  routes: readonly Route[],
  present: Present,
): Promise<Cell[]> {
  const way = caller === "nobody" ? "nothing" : "as issued";
  const id = nextId();
  const body = bodyOf(route, id);
  const [presented] = await present(caller, way, route, body);
  if (presented === undefined) return [];
  const shots = variants(trick, caller, route, routes, body);
  return shots.map(([name, changed]) => {
    const headers = [...presented.headers, ...(changed.headers ?? typeOf(body))];
    return {
      name: `${caller}, ${trick} (${name}), at ${route.method} ${route.path}`,
      route,
      caller,
      outcome: "not served",
      id,
      shot: { ...shotOf(route, body, presented), ...changed, headers },
    };
  });
}

const typeOf = (body: string | undefined): Shot["headers"] =>
  body === undefined ? [] : [["content-type", "application/json"]];

type Variant = readonly [name: string, changed: Partial<Shot>];

function variants(
  trick: Trick,
  caller: Trickster,
  route: Route,
  routes: readonly Route[],
  body: string | undefined,
): Variant[] {
  switch (trick) {
    case "paths": {
      if (expectedOutcome(caller, caller === "nobody" ? "missing" : "right", route.place) === "served")
        return [];
      const path = pathOf(route);
      return Object.entries(pathTricks).map(([name, spell]) => [name, { target: spell(path) }]);
    }
    case "methods":
      return methodVariants(route, routes);
    case "content types":
      return body === undefined || route.place === "/api/inngest"
        ? []
        : Object.entries(contentTypes).map(([name, change]) => [name, change(body)]);
  }
}

/** Methods that no route of this path has, by themselves and said to be the route's own. */
function methodVariants(route: Route, routes: readonly Route[]): Variant[] {
  const own = new Set(routes.filter(({ path }) => path === route.path).map(({ method }) => method));
  const others = [...methods, ...(isFirst(route, routes) ? oddMethods : [])].filter((one) => !own.has(one));
  const pretending = others.filter((method) => method === "POST" || method === "GET");
  return [
    ...others.map((method): Variant => [method, { method, body: undefined, headers: [] }]),
    ...pretending.flatMap((method) => overrides.map((name) => pretended(method, name, route))),
  ];
}

function pretended(method: string, name: string, route: Route): Variant {
  const headers = [
    [name, route.method],
    ["content-type", "application/json"],
  ] as const;
  const body = method === "POST" ? "{}" : undefined;
  return [`${method}, by ${name}`, { method, headers, body }];
}
