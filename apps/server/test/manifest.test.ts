import { readFileSync } from "node:fs";
import { oc } from "@orpc/contract";
import { implement } from "@orpc/server";
import { expect, test } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { systemCapability } from "../src/capabilities/system/index.ts";
import { defineCapability, defineManifest, publishedUnder } from "../src/manifest.ts";
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
    '"system" twice',
  );
});

test("a contract without the host's errors is refused", () => {
  const contract = { ping: oc.route({ method: "GET", path: "/bare/ping" }) };
  const router = {
    ping: implement(contract)
      .$context<RequestContext>()
      .ping.handler(() => undefined),
  };
  const bare = defineCapability({
    rawr: { kind: "api", capability: "bare" },
    families: ["rpc"],
    contract,
    router,
  });
  expect(() => defineManifest({ capabilities: [bare] })).toThrow("bare.ping lacks BAD_REQUEST");
});
