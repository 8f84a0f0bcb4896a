import {
  callsSymbol,
  defineGate,
  exportsSymbol,
  main,
  matrixPassed,
  noTestFailed,
  testsPassed,
  titles,
} from "@phasegate/verify-utils";
import { z } from "zod";

const prober = "apps/server-prober";
const table = `${prober}/test/prober/table.ts`;
const startServer = { module: `${prober}/test/prober/server-process.ts`, export: "startServerProcess" };
const probing = [
  "table",
  "cells",
  "judge",
  "bearer",
  "runtime-signature",
  "routes",
  "prober",
  "http-client",
].map((name) => `${prober}/test/prober/${name}.ts`);
const trying = [...probing, `${prober}/test/prober/tricks.ts`];
const [yes, no, never, none] = ["served", "refused", "forbidden", "not found"] as const;
const inside = [yes, yes, yes, yes, no, none, none, none];
const outside = [no, yes, yes, yes, no, no, none, none];
const everywhere = [never, yes, yes, yes, no, never, none, none];
const runtime = [no, no, yes, no, yes, no, none, no];
const nobody = [no, no, yes, no, no, no, none, no];
const wrong = ["wrong", "forged", "expired", "wrong audience", "revoked", "malformed"];
const bearer = (right: string[], named: string[]) => [
  { cases: ["right", "right, with claims of another"], outcomes: right },
  { cases: ["right for every family"], outcomes: named },
  { cases: wrong, outcomes: no },
  { cases: ["missing"], outcomes: nobody },
];
const atLeast = (count: number) => z.array(z.string()).min(count);

const gate = defineGate({
  id: "route-negative-assertions",
  slice: "route-negative-assertions",
  checks: [
    matrixPassed({
      package: "@rawr/server-prober",
      file: "test/matrix.test.ts",
      subjects: [...trying, startServer.module, "rawr.hq.ts"],
      columns: [
        "/rpc",
        "/api/orpc/*",
        "/api/orpc/* (public reads)",
        "/api/workflows/<capability>/*",
        "/api/inngest",
        "/rpc/workflows",
        "/api/orpc/* (unpublished)",
        "/api/workflows/* (unpublished)",
      ],
      rows: {
        "first party": bearer(inside, inside),
        "trusted service": bearer(inside, inside),
        CLI: bearer(inside, inside),
        external: bearer(outside, everywhere),
        "Inngest runtime": [
          { cases: ["right"], outcomes: runtime },
          { cases: ["forged", "expired", "missing"], outcomes: nobody },
          { cases: ["malformed"], outcomes: no },
        ],
        nobody: [{ cases: ["missing", "claims"], outcomes: nobody }],
      },
      claim:
        "The running server serves each caller where it may call, and refuses each wrong credential everywhere",
    }),
    testsPassed({
      name: "testsPassed:tricks",
      package: "@rawr/server-prober",
      file: "test/matrix.test.ts",
      subjects: trying,
      tests: [
        ...titles(
          ["paths", "methods", "content types"],
          ["nobody", "external", "first party"].map((who) => `gain ${who} nothing`),
        ),
        "each cell of the table was tried, once",
        ...titles("the routes that are probed", [
          "are at every place of the table",
          "are all that the manifest registers",
          "are all that the router has mounted",
          "are public where the document says so, and the table too",
          "answer whoever asks where they are open",
        ]),
      ],
      claim: "No spelling of a path, method or type gains anybody anything, and no route is left out",
    }),
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/holes.test.ts",
      subjects: trying,
      tests: [
        ...titles("the prober names it when", [
          "external callers are admitted to /rpc",
          "a token that names /rpc is enough for it",
          "expired tokens are accepted",
          "tokens without an end are accepted",
          "the audience is not looked at",
          "the issuer is not looked at",
          "revoked sessions live on",
          "tokens need no algorithm",
          "signatures of tokens are not checked",
          "a token in the query counts",
          "a token in a cookie counts",
          "an empty bearer is as good as any",
          "a header that claims a class is believed",
          "a header that claims a class raises a caller's own",
          "whoever comes from this machine is let in",
          "a public read tells more",
          "the ingress takes bearers",
          "the ingress does not check signatures",
          "the ingress takes deliveries of any age",
          "the ingress trusts a development server",
          "the runtime's signature opens a caller's route",
          "workflows are mounted under /rpc",
          "a capability is served where it is not published",
          "a route that no document tells of is mounted",
          "doubled slashes lead around the check",
          "an encoded path leads around the check",
          "the path's case does not matter",
          "a header overrides the method",
          "HEAD is served like GET",
          "text is read as JSON",
          "what is refused has happened before",
          "a refusal says that nothing is there",
          "a refusal is a failure of the server",
          "a refusal carries what was asked for",
          "a caller is taken for another",
          "who may call is shut out",
        ]),
        "the prober names nothing where no hole is open",
      ],
      claim: "A host with a hole in it is told, and the hole is named",
    }),
    exportsSymbol({
      symbol: { module: table, export: "bearerCredentials" },
      value: z.looseObject({
        right: atLeast(2),
        wrong: atLeast(8),
        forged: atLeast(8),
        expired: atLeast(6),
        "wrong audience": atLeast(5),
        revoked: atLeast(2),
        malformed: atLeast(7),
        missing: atLeast(5),
      }),
      claim: "Each state of a bearer's credentials is tried in as many ways as it was",
    }),
    exportsSymbol({
      symbol: { module: table, export: "runtimeCredentials" },
      value: z.looseObject({
        right: atLeast(2),
        forged: atLeast(5),
        expired: atLeast(3),
        malformed: atLeast(2),
      }),
      claim: "Each state of the runtime's signature is tried in as many ways as it was",
    }),
    exportsSymbol({
      symbol: { module: table, export: "publicReads" },
      value: z.tuple([z.literal("GET /system/info")]),
      claim: "One read is public",
    }),
    exportsSymbol({
      symbol: { module: `${prober}/test/prober/program.ts`, export: "programs" },
      value: z.looseObject({ server: z.literal("src/main.ts"), credentials: z.literal("src/cli.ts") }),
      claim: "What is probed is the program that users start",
    }),
    callsSymbol({
      symbol: startServer,
      from: { module: `${prober}/test/matrix.test.ts` },
      claim: "The matrix is of a server that runs as a process of its own",
    }),
    callsSymbol({
      symbol: { module: `${prober}/test/prober/program.ts`, export: "start" },
      from: { module: startServer.module, functions: ["startServerProcess"] },
      claim: "That process is started as a program",
    }),
    noTestFailed({ package: "@rawr/server-prober", claim: "No test of the prober fails" }),
  ],
});

export default gate;
main(import.meta.url, gate);
