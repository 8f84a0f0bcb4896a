import { callsSymbol, defineGate, importConfined, main, testsPassed, titles } from "@phasegate/verify-utils";

const prober = "apps/server-prober";
const clients = `${prober}/test/prober/clients`;
const harness = `${prober}/test/harness.test.ts`;

/** Each surface: the module that makes its client, and what that exports. */
const surfaces = [
  ["in-process.ts", "inProcessClient"],
  ["rpc-link.ts", "rpcLinkClient"],
  ["openapi.ts", "openApiClient"],
  ["workflows.ts", "workflowsClientAs"],
  ["runtime.ts", "runtimeOf"],
] as const;

/** The real clients, and which of those modules may make them. */
const links = [
  [{ module: "@orpc/client/fetch", export: "RPCLink" }, ["in-process.ts", "rpc-link.ts"]],
  [{ module: "@orpc/openapi-client/fetch", export: "OpenAPILink" }, ["openapi.ts", "workflows.ts"]],
  [{ module: "packages/inngest-executor/src/executor.ts", export: "createExecutor" }, ["runtime.ts"]],
] as const;

const gate = defineGate({
  id: "harness-matrix",
  slice: "harness-matrix",
  checks: [
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/harness.test.ts",
      subjects: [
        ...surfaces.map(([name]) => `${clients}/${name}`),
        `${prober}/test/prober/server-process.ts`,
        "rawr.hq.ts",
      ],
      tests: [
        ...titles("an in-process client", [
          "is answered as who it proves to be",
          "is refused without credentials, and as an external caller",
        ]),
        ...titles("an RPC link", [
          "is answered as who it proves to be",
          "is refused without credentials, with revoked ones, and as an external caller",
        ]),
        ...titles("an OpenAPI client", [
          "is answered as who it proves to be, and nobody reads what is public",
          "is refused without credentials, and with revoked ones",
        ]),
        ...titles("a workflow trigger", [
          "starts a run, which goes to its end, and whose finished hook is delivered",
          "starts nothing without credentials, and with revoked ones",
        ]),
        ...titles("the runtime", [
          "registers and carries out runs by the signing key, and by the previous one",
          "is refused by any other key, and what it delivers is not carried out",
        ]),
      ],
      claim: "Each surface that callers use was used by its real client, which is served, and refused",
    }),
    ...surfaces.map(([name, made]) =>
      callsSymbol({
        symbol: { module: `${clients}/${name}`, export: made },
        from: { module: harness },
        claim: `The harness calls through what ${made} makes`,
      }),
    ),
    ...links.map(([link, names]) =>
      importConfined({
        symbols: [link],
        to: names.map((name) => `${clients}/${name}`),
        among: [`${prober}/**`],
        claim: `${link.export} is what the clients of the harness are made of`,
      }),
    ),
  ],
});

export default gate;
main(import.meta.url, gate);
