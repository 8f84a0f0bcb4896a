import { callsSymbol, defineGate, importConfined, main, testsPassed, titles } from "@phasegate/verify-utils";

const server = "apps/server/src";
const prober = "apps/server-prober";
const log = `${server}/http/log.ts`;
const host = `${server}/host.ts`;

const gate = defineGate({
  id: "observability-contract",
  slice: "observability-contract",
  checks: [
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/observability.test.ts",
      subjects: ["secrets", "server-process", "clients/runtime", "clients/workflows"].map(
        (name) => `${prober}/test/prober/${name}.ts`,
      ),
      tests: [
        ...titles("a correlation id", [
          "goes from the request to the answer and to its line of the log",
          "goes with the request's own into the timeline, through the runtime, and to the finished hook",
          "is the request's own where none came",
          "comes with a refusal too",
          "of one request is never another's, however many there are at once",
        ]),
        ...titles(
          "an id that cannot be used",
          [
            "is too long",
            "is empty",
            "holds JSON",
            "holds a blank",
            "holds an encoded line feed",
            "holds a path",
            "holds markup",
            "holds an escape",
            "holds bytes that are no letters",
            "is two",
            "is a token",
          ].map((what) => `${what} is replaced by the request's own`),
        ),
        ...titles("a request's own id", ["is never the caller's, and no two are the same"]),
        ...titles("the log", [
          "has one object in each line, at a time and a level",
          "has ids in each line of a request",
          "holds nothing of a token that stands in a path, a query or a body",
          "holds no key, signature, token, cookie or authorization, after all that was done",
        ]),
      ],
      claim: "Ids go from the ingress to run, timeline and log, and no line of the log carries a secret",
    }),
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/matrix.test.ts",
      subjects: [`${prober}/test/prober/secrets.ts`, `${prober}/test/prober/prober.ts`],
      tests: ["no secret that was presented stands in what the server wrote"],
      claim: "Nothing that the prober presented was written down",
    }),
    testsPassed({
      package: "@rawr/server-prober",
      file: "test/secrets.test.ts",
      subjects: [`${prober}/test/prober/secrets.ts`],
      tests: titles("a secret is found", ["as it is", "in part", "encoded", "within something longer"]),
      claim: "A secret that is written down is found, in any of its encodings",
    }),
    importConfined({
      symbols: [{ module: "pino", export: "*" }],
      to: [log],
      claim: "One module makes loggers, and describes errors without what looks like a token",
    }),
    callsSymbol({
      name: "callsSymbol:withoutTokens:errors",
      symbol: { module: log, export: "withoutTokens" },
      from: { module: log, functions: ["describeError"] },
      claim: "What an error says is written down without what looks like a token",
    }),
    callsSymbol({
      name: "callsSymbol:withoutTokens:paths",
      symbol: { module: log, export: "withoutTokens" },
      from: { module: host },
      claim: "A path is written down without what looks like a token",
    }),
    callsSymbol({
      symbol: { module: `${server}/http/correlation.ts`, export: "correlationOf" },
      from: { module: `${server}/http/chain.ts` },
      claim: "A correlation id is taken from the request in one way, which refuses what cannot be used",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
