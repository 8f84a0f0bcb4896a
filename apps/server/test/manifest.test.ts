import { readFileSync } from "node:fs";
import { oc } from "@orpc/contract";
import { implement } from "@orpc/server";
import { expect, test } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { coordinationCapability } from "../src/capabilities/coordination/index.ts";
import { systemCapability } from "../src/capabilities/system/index.ts";
import { contract } from "../src/contract/base.ts";
import { defineCapability, defineManifest, publishedUnder, workflowsOf } from "../src/manifest.ts";
import type { RequestContext } from "../src/workflows/context.ts";

const packageJson = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

test("what package.json says of the capability is what rawr.hq.ts registers", () => {
  expect(manifest.capabilities.map(({ rawr }) => rawr)).toContainEqual(packageJson.rawr);
});

test("a capability is published under the families that it names, and no other", () => {
  const hidden = { ...systemCapability, families: ["openapi"] as const };
  const composed = defineManifest({ capabilities: [hidden] });
  expect(Object.keys(publishedUnder(composed, "openapi").router)).toEqual(["system"]);
  expect(Object.keys(publishedUnder(composed, "rpc").router)).toEqual([]);
});

test("a name can be registered once", () => {
  expect(() => defineManifest({ capabilities: [systemCapability, systemCapability] })).toThrow(
    'rawr.hq.ts registers the capability "system" twice',
  );
  const rawr = { kind: "workflows", capability: "more" } as const;
  const more = { ...coordinationCapability, rawr, contract: {}, router: {} };
  expect(() => defineManifest({ capabilities: [coordinationCapability, more] })).toThrow(
    "rawr.hq.ts registers workflows twice",
  );
  const { workflows: _, ...without } = more;
  expect(() => defineManifest({ capabilities: [coordinationCapability, without] })).not.toThrow();
  expect(workflowsOf(defineManifest({ capabilities: [systemCapability] }))).toBeUndefined();
});

test("a route stands under its capability, and once", () => {
  const at = (path?: `/${string}`, method?: "GET") =>
    contract.route({ ...(method && { method }), ...(path && { path }) });
  const compose = (routes: { one: ReturnType<typeof at>; two: ReturnType<typeof at> }) => {
    const { one, two } = implement(routes).$context<RequestContext>();
    const router = { one: one.handler(() => undefined), two: two.handler(() => undefined) };
    const rawr = { kind: "api", capability: "notes" } as const;
    return defineManifest({
      capabilities: [defineCapability({ rawr, families: ["openapi"], contract: routes, router })],
    });
  };
  expect(() => compose({ one: at("/notes/a"), two: at("/notes/b") })).not.toThrow();
  expect(() => compose({ one: at("/notes/a", "GET"), two: at("/notes/a", "GET") })).toThrow(
    "GET /notes/a twice",
  );
  expect(() => compose({ one: at(), two: at("/notes/one", "GET") })).not.toThrow();
  expect(() => compose({ one: at(), two: at("/notes/one") })).toThrow("POST /notes/one twice");
  expect(() => compose({ one: at("/notes/a"), two: at("/system/whoami") })).toThrow("outside of /notes/");
});

test("a contract without the host's errors is refused", () => {
  const routes = { ping: oc.route({ method: "GET", path: "/bare/ping" }) };
  const { ping } = implement(routes).$context<RequestContext>();
  const bare = defineCapability({
    rawr: { kind: "api", capability: "bare" },
    families: ["rpc"],
    contract: routes,
    router: { ping: ping.handler(() => undefined) },
  });
  expect(() => defineManifest({ capabilities: [bare] })).toThrow("bare.ping lacks BAD_REQUEST");
});
