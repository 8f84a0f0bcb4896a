import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createORPCClient, safe } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import type { systemContract } from "@rawr/server/src/capabilities/system/contract";
import { listen } from "@rawr/server/src/http/listen";
import { testCredentials } from "@rawr/server/testing/credentials";
import { createTestHost } from "@rawr/server/testing/host";
import { loopback } from "@rawr/server/testing/transport";
import { generateApi } from "swagger-typescript-api";
import { afterAll, describe, expect, test } from "vitest";
import { start } from "./support/process.ts";

const run = promisify(execFile);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const compilerOptions = {
  noEmit: true,
  strict: true,
  target: "es2022",
  module: "nodenext",
  lib: ["es2023", "dom"],
  types: [],
  allowImportingTsExtensions: true,
};
const credentials = await testCredentials();
const { tokens } = credentials;
const { host } = await createTestHost(credentials);
const { url, close } = await listen(host, loopback);
afterAll(close);

describe("an oRPC client", () => {
  const client = (token?: string): ContractRouterClient<{ system: typeof systemContract }> =>
    createORPCClient(
      new RPCLink({
        url: `${url}/rpc`,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    );

  test("calls with types", async () => {
    const { system } = client(tokens["trusted-service"]);
    expect(await system.whoami()).toEqual({ kind: "trusted-service", subject: "dev-trusted-service" });
    expect(await system.capabilities({ family: "rpc" })).toEqual([
      { kind: "api", capability: "system", families: ["rpc", "openapi"] },
      { kind: "api", capability: "probe", families: ["rpc", "openapi", "workflows"] },
    ]);
    expect(await system.capabilities({})).toHaveLength(2);
  });

  test("reads refusals as errors of the contract", async () => {
    const { error, isDefined } = await safe(client().system.whoami());
    expect(isDefined).toBe(true);
    if (!isDefined || error.code !== "UNAUTHORIZED") throw new Error("not the error that was expected");
    expect(error.data.reason).toBe("missing");
  });
});

describe("a client generated from the served document", () => {
  const program = `
import { Api } from "./api.ts";

const api = new Api({
  baseUrl: process.argv[2] + "/api/orpc",
  baseApiParams: { headers: { authorization: "Bearer " + process.argv[3] } },
});
const { data } = await api.system.systemWhoami();
const subject: string = data.subject;
const kind: "first-party" | "trusted-service" | "external" = data.kind;
const filtered = await api.system.systemCapabilities({ family: "openapi" });
const acted = await api.probe.probeAct({ note: "generated" });
const nobody = new Api({ baseUrl: process.argv[2] + "/api/orpc" });
const info = await nobody.system.systemInfo();
const refused = await nobody.system.systemWhoami().catch((response) => response.error);
console.log(JSON.stringify([subject, kind, filtered.data.length, acted.data, info.data.name, refused.code]));
`;

  test("compiles and works", async () => {
    const directory = mkdtempSync(join(tmpdir(), "rawr-hq-client-"));
    try {
      const spec = await (await fetch(`${url}/api/orpc/openapi.json`)).json();
      const options = {
        spec,
        output: false,
        silent: true,
        httpClientType: "fetch",
        moduleNameFirstTag: true,
      } as const;
      const { files } = await generateApi(options);
      writeFileSync(join(directory, "api.ts"), files[0]?.fileContent ?? "");
      writeFileSync(join(directory, "use.ts"), `declare const process: { argv: string[] };\n${program}`);
      writeFileSync(join(directory, "package.json"), '{ "type": "module" }');

      writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions }));
      await run(process.execPath, [tsc, "--project", directory]);
      const { code, stdout, stderr } = await start(join(directory, "use.ts"), [url, tokens.external])
        .finished;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual([
        "dev-external",
        "external",
        2,
        { subject: "dev-external" },
        "rawr-hq",
        "UNAUTHORIZED",
      ]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("curl", () => {
  const curl = async (...args: string[]) =>
    (await run("curl", ["-sS", "-w", " %{http_code}", ...args])).stdout;
  const bearer = (token: string) => ["-H", `authorization: Bearer ${token}`];

  test("reads and acts with a token", async () => {
    expect(await curl(...bearer(tokens.external), `${url}/api/orpc/system/whoami`)).toBe(
      '{"kind":"external","subject":"dev-external"} 200',
    );
    const json = ["-H", "content-type: application/json", "-d", '{"note":"hi"}'];
    expect(await curl(...bearer(tokens.external), ...json, `${url}/api/orpc/probe/act`)).toBe(
      '{"subject":"dev-external"} 200',
    );
  });

  test("is refused without one", async () => {
    expect(await curl(`${url}/api/orpc/system/whoami`)).toMatch(/"reason":"missing"\}\} 401$/);
  });
});

test("the served document asks for a token everywhere but at public reads", async () => {
  const response = await fetch(`${url}/api/orpc/openapi.json`);
  const document = JSON.parse(await response.text());
  expect(document.security).toEqual([{ bearer: [] }]);
  expect(document.paths["/system/info"].get.security).toEqual([]);
  expect(document.paths["/system/whoami"].get.security).toBeUndefined();
  expect(Object.keys(document.paths["/system/whoami"].get.responses)).toEqual(
    expect.arrayContaining(["200", "401", "403", "404", "405", "408", "413", "415", "422", "500"]),
  );
});
