import { testsPassed, titles } from "@phasegate/verify-utils";
import { assertion, callerMiddleware, construct, dispatch, policy } from "./places.ts";

const environments = ["NODE_ENV=test", "NODE_ENV=production"];
const dispatchTitles = (family: string) => [
  `of ${family} happens when every marker succeeded, and evaluates nothing again`,
  `of ${family} is refused when a marker is missing`,
  `of ${family} is refused while a marker is pending`,
  `of ${family} is refused when a marker failed`,
  `of ${family} is refused when the context is another request's`,
];

/** What was seen of markers, dispatches and the caller middleware. */
export const dedupeTests = [
  testsPassed({
    package: "@rawr/server",
    file: "test/middleware-dedupe.test.ts",
    subjects: [construct, assertion.module, policy.module, dispatch],
    tests: [
      ...titles(environments, ["in process", "over HTTP"], "one request", [
        "evaluates once through /repeated",
        "evaluates once through /nested/inner/leaf",
        "evaluates once when chains run concurrently",
        "keeps a failed evaluation failed, without evaluating again",
        "fails every concurrent chain when the one evaluation fails",
      ]),
      ...titles(environments, ["in process", "over HTTP"], "several requests", [
        "never share an evaluation, also with equal ids and headers",
        "do not inherit a failure from the one before",
        "do not inherit a success from the one before",
      ]),
      ...titles(environments, "dispatch", [
        ...dispatchTitles("rpc"),
        ...dispatchTitles("openapi"),
        ...dispatchTitles("workflows"),
      ]),
      ...titles("policy", ["asks every family that serves callers for the caller"]),
      ...titles("assertion of a marker", [
        "passes once it was evaluated with success, and refuses before",
        "refuses for good once its evaluation failed",
      ]),
    ],
    claim:
      "A heavy middleware runs once per request when repeated, nested or concurrent, is never shared, and a dispatch without its marker is refused",
  }),
  testsPassed({
    package: "@rawr/server",
    file: "test/dispatch.test.ts",
    subjects: [dispatch],
    tests: [
      ...titles(
        "dispatch",
        ["rpc", "openapi", "workflows"].flatMap((family) => [
          `of ${family} answers what the procedure answers`,
          `of ${family} is refused for a method that the path does not take`,
          `of ${family} is refused for a path that no contract declares`,
          `of ${family} is refused for what is declared and not implemented`,
        ]),
      ),
      ...titles(
        "dispatch",
        ["openapi", "workflows"].map(
          (family) => `of ${family} serves every class, for as long as it is admitted`,
        ),
      ),
      ...titles("dispatch", [
        "of rpc is refused for a class that it does not serve, and for nobody",
        "of rpc is refused for a body that is no envelope",
      ]),
    ],
    claim: "Each dispatch answers what is declared, to whom its family serves, and refuses the rest",
  }),
  testsPassed({
    package: "@rawr/server",
    file: "test/heavy.property.test.ts",
    subjects: [construct],
    tests: ["a marker is evaluated once for a request that runs it, and never shared"],
    claim:
      "Random trees of middlewares, with concurrency, failures and aborts, evaluate a marker once for each request",
  }),
  testsPassed({
    package: "@rawr/server",
    file: "test/heavy-composition.test.ts",
    subjects: [construct, callerMiddleware],
    tests: titles("the caller middleware of production", [
      "reaches the heavy resources once for a request, repeated and concurrent",
      "keeps a failure, and does not reach them again",
      "shares nothing between requests, also when they are equal to the last header",
      "evaluates once for two contexts of one request",
    ]),
    claim: "The caller middleware that is shipped reaches its resources once per request, and shares nothing",
  }),
];
