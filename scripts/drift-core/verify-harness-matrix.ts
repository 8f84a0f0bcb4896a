import { callsSymbol, defineGate, importConfined, main, testsPassed, titles } from "@phasegate/verify-utils";

const prober = "apps/server-prober";
const clients = `${prober}/test/prober/clients`;
const harness = `${prober}/test/harness.test.ts`;

/** Each surface: the module that makes its client, what that exports, and the link that the client goes through. */
const surfaces = [
  ["in-process.ts", "inProcessClient", { module: "@orpc/client/fetch", export: "RPCLink" }],
  ["rpc-link.ts", "rpcLinkClient", { module: "@orpc/client/fetch", export: "RPCLink" }],
  ["openapi.ts", "openApiClient", { module: "@orpc/openapi-client/fetch", export: "OpenAPILink" }],
  ["workflows.ts", "workflowsClientAs", { module: "@orpc/openapi-client/fetch", export: "OpenAPILink" }],
  [
    "runtime.ts",
    "runtimeOf",
    { module: "packages/inngest-executor/src/executor.ts", export: "createExecutor" },
  ],
] as const;

const gate = defineGate({
  id: "harness-matrix",
  slice: "harness-matrix",
  checks: [
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/harness.test.ts",
      subjects: [
        ...surfaces.map(([module]) => `${clients}/${module}`),
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
    ...surfaces.flatMap(([name, made, link]) => {
      const module = `${clients}/${name}`;
      return [
        importConfined({
          name: `importConfined:${made}`,
          symbols: [link],
          to: [module],
          among: [module],
          claim: `What ${made} makes goes through ${link.export}`,
        }),
        callsSymbol({
          symbol: { module, export: made },
          from: { module: harness },
          claim: `The harness calls through what ${made} makes`,
        }),
      ];
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
