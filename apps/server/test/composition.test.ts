import { isProcedure, traverseContractProcedures } from "@orpc/server";
import { describe, expect, test } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { routeFamilies } from "../src/families.ts";
import { publishedUnder, workflowsOf } from "../src/manifest.ts";
import { createOpenApiDocument } from "../src/openapi-document.ts";
import { testCredentials } from "./support/credentials.ts";
import { testWorkflows } from "./support/workflows.ts";

/** Every procedure of a contract or router by its name. */
function namesIn(router: object, path: readonly string[] = []): string[] {
  return Object.entries(router).flatMap(([key, value]) =>
    isProcedure(value) ? [[...path, key].join(".")] : namesIn(value, [...path, key]),
  );
}

function contractOf({ contract }: (typeof manifest.capabilities)[number]): { name: string; route: string }[] {
  const found: { name: string; route: string }[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const { method = "POST", path: route = "" } = procedure["~orpc"].route;
    found.push({ name: path.join("."), route: `${method} ${route}` });
  });
  return found;
}

test("the composition loads, and registers something", () => {
  expect(manifest.capabilities.map(({ rawr }) => rawr.capability).sort()).toEqual(["coordination", "system"]);
});

describe("every capability", () => {
  test("has routes, each under its own path", () => {
    for (const capability of manifest.capabilities) {
      const routes = contractOf(capability);
      expect(routes.length).toBeGreaterThan(0);
      for (const { route } of routes) {
        expect(route).toMatch(new RegExp(`^[A-Z]+ /${capability.rawr.capability}/`));
      }
    }
  });

  test("implements every procedure of its contract, and no other", () => {
    for (const capability of manifest.capabilities) {
      const promised = contractOf(capability).map(({ name }) => name);
      expect(namesIn(capability.router).sort()).toEqual(promised.sort());
    }
  });

  test("is published under a family", () => {
    for (const { rawr, families } of manifest.capabilities) {
      expect(families.length).toBeGreaterThan(0);
      for (const family of families) {
        expect(Object.keys(publishedUnder(manifest, family).router)).toContain(rawr.capability);
      }
    }
  });

  test("of workflows has functions, which the runtime can register", async () => {
    const capabilities = manifest.capabilities.filter(({ rawr }) => rawr.kind === "workflows");
    expect(capabilities.length).toBe(1);
    const { coordination } = await testWorkflows(await testCredentials());
    const functions = workflowsOf(manifest)?.functions(coordination) ?? [];
    expect(functions.map((one) => one.id())).toEqual(["run-workflow", "deliver-finished-hook"]);
  });
});

test("the table of routes is what the families serve", async () => {
  const served = async (family: "workflows" | "openapi") => {
    const { paths = {} } = await createOpenApiDocument(manifest, family);
    return Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations ?? {}).map(
        (method) => `${method.toUpperCase()} ${routeFamilies[family]}${path}`,
      ),
    );
  };
  expect([...(await served("openapi")), ...(await served("workflows"))].sort()).toEqual([
    "GET /api/orpc/system/capabilities",
    "GET /api/orpc/system/info",
    "GET /api/orpc/system/whoami",
    "GET /api/workflows/coordination/runs",
    "GET /api/workflows/coordination/runs/{id}",
    "GET /api/workflows/coordination/runs/{id}/timeline",
    "POST /api/workflows/coordination/runs",
  ]);
  expect(namesIn(publishedUnder(manifest, "rpc").router).sort()).toEqual([
    "system.capabilities",
    "system.info",
    "system.whoami",
  ]);
});
