import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { groupsOf, sizeOf } from "./prober/cells.ts";
import { composeHost } from "./prober/composed-host.ts";
import { createProber, type Prober } from "./prober/prober.ts";
import { fetchDocuments, procedures, type Route, routesOf, type Served } from "./prober/routes.ts";
import { type ServerProcess, startServerProcess } from "./prober/server-process.ts";
import { callers, openRoutes, places, publicReads } from "./prober/table.ts";
import { tricks, tricksters } from "./prober/tricks.ts";

let server: ServerProcess;
let served: Served;
let routes: readonly Route[];
let prober: Prober;

beforeAll(async () => {
  server = await startServerProcess();
  const { host, close } = await composeHost(manifest, server.material);
  close();
  served = { manifest, mounted: host.mounted, documents: await fetchDocuments(server.url) };
  routes = routesOf(served);
  prober = createProber(server, routes);
});

afterAll(async () => {
  prober.close();
  expect(await server.stop()).toBe(0);
});

const groups = groupsOf(places, callers);

for (const place of places) {
  describe(place, () => {
    for (const caller of callers) {
      describe(caller, () => {
        for (const group of groups.filter((one) => one.place === place && one.caller === caller)) {
          test(`${group.credential}: ${group.outcome}`, async () => {
            expect(await prober.probe(group)).toEqual([]);
          });
        }
      });
    }
  });
}

test("each cell of the table was tried, once", () => {
  const product = groups.reduce((sum, group) => sum + sizeOf(group, routes), 0);
  expect(product).toBeGreaterThan(3_000);
  expect([prober.tried.length, new Set(prober.tried).size]).toEqual([product, product]);
});

describe.each(tricks)("%s", (trick) => {
  test.each(tricksters)("gain %s nothing", async (caller) => {
    expect(await prober.probeTrick(trick, caller)).toEqual([]);
  });
});

describe("the routes that are probed", () => {
  test("are at every place of the table", () => {
    expect(places.filter((place) => !routes.some((route) => route.place === place))).toEqual([]);
  });

  test("are all that the manifest registers", () => {
    const probed = (place: string) =>
      routes.filter((one) => one.place === place).map(({ procedure }) => procedure);
    expect(probed("/rpc").sort()).toEqual(procedures(manifest, "rpc").sort());
    expect(probed("/api/orpc/*").length + probed("/api/orpc/* (public reads)").length).toBe(
      procedures(manifest, "openapi").length,
    );
    expect(probed("/api/workflows/<capability>/*").length).toBe(procedures(manifest, "workflows").length);
  });

  test("are all that the router has mounted", () => {
    const families = ["/rpc/", "/api/orpc/", "/api/workflows/", "/api/inngest/"];
    const others = served.mounted
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !families.some((family) => name.includes(` ${family}`)));
    expect(new Set(others)).toEqual(new Set(["ALL /*", "GET /healthz"]));
    const documents = served.mounted.filter(({ path }) => path.endsWith("/openapi.json"));
    expect(["GET /healthz", ...documents.map(({ method, path }) => `${method} ${path}`)].sort()).toEqual(
      [...openRoutes].sort(),
    );
  });

  test("are public where the document says so, and the table too", () => {
    const open = Object.entries(served.documents).flatMap(([family, { paths }]) =>
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods)
          .filter(([, { security }]) => security !== undefined)
          .map(([method]) => `${family} ${method.toUpperCase()} ${path}`),
      ),
    );
    expect(open).toEqual(publicReads.map((read) => `openapi ${read}`));
  });

  test("answer whoever asks where they are open", async () => {
    for (const route of openRoutes) {
      const response = await fetch(`${server.url}${route.replace("GET ", "")}`);
      expect([route, response.status]).toEqual([route, 200]);
      await response.text();
    }
  });
});

test("no secret that was presented stands in what the server wrote", () => {
  const output = server.output();
  expect(output.split("\n").length).toBeGreaterThan(0.9 * prober.tried.length);
  expect(server.secrets.count()).toBeGreaterThan(100);
  expect(server.secrets.within(output)).toEqual([]);
});
