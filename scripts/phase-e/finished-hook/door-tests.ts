import { testsPassed, titles } from "@phasegate/verify-utils";
import { ingress } from "./places.ts";

/** Variables that would change who is let in, or where Inngest is told to find the host. */
const overriding = [
  "DEV",
  "ENABLE_UNAUTHED_SYNC",
  "BASE_URL",
  "API_BASE_URL",
  "EVENT_API_BASE_URL",
  "SERVE_ORIGIN",
  "SERVE_HOST",
  "SERVE_PATH",
  "STREAMING",
].map((name) => `INNGEST_${name}`);

/** What came in by the ingress and the host, and what did not. */
export const doorTests = [
  testsPassed({
    name: "testsPassed:adapter/test/ingress.test.ts",
    package: "@rawr/coordination-inngest",
    file: "test/ingress.test.ts",
    subjects: [ingress],
    tests: titles("the ingress", [
      "lets in what is signed",
      ...[
        ...["an unsigned POST", "a forged POST", "a POST signed with another key"],
        ...["a POST signed for another body", "a POST signed six minutes ago", "an unsigned probe"],
        ...["an unsigned GET", "an unsigned PUT", "an unsigned PUT in band", "an unsigned DELETE"],
      ].map((what) => `answers 401 to ${what}, tells nothing and changes nothing`),
      "answers 401 to what is unsigned also where INNGEST_DEV asks for no signatures",
      ...overriding.map((name) => `does not open in production with ${name} set, whatever its value`),
      "names everything that keeps it from opening",
      "does not open for a client that does not check signatures",
      "registers its functions where it is told to be found",
      "registers its functions where the request says, otherwise",
    ]),
    claim: "The ingress does not open where its environment could change who is let in",
  }),
  testsPassed({
    package: "@rawr/server",
    file: "test/ingress.test.ts",
    subjects: [ingress, "apps/server/src/ingress.ts", "apps/server/src/host.ts"],
    tests: [
      ...titles(
        ["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"].map((method) => `${method} /api/inngest`),
        [
          "is refused when unsigned",
          "is refused when signed with another key",
          "is refused when its signature is too old",
          ...["first-party", "trusted-service", "external"].map(
            (callers) => `is refused for a caller of class ${callers}, whatever the token is good for`,
          ),
        ],
      ),
      ...titles("a signature", [
        "is refused when it is replayed with another body",
        "is accepted with the current key, and answered with one",
        "is accepted with the fallback key, and answered with one",
      ]),
      "a host without workflows refuses every delivery, signed or not",
      ...titles("without a signature", [
        "the header of a development server opens nothing",
        "a probe opens nothing",
        "a registration in band opens nothing",
      ]),
      ...titles(
        "the runtime's signature",
        [
          "POST /rpc/system/whoami",
          "GET /api/orpc/system/whoami",
          "GET /api/workflows/coordination/runs",
          "POST /api/workflows/coordination/runs",
        ].map((route) => `opens no caller route: ${route}`),
      ),
    ],
    claim: "Only what Inngest signed reaches the ingress, and what it signed reaches nothing else",
  }),
  testsPassed({
    package: "@rawr/server",
    file: "test/host.test.ts",
    subjects: ["apps/server/src/ingress.ts", "apps/server/src/host.ts"],
    tests: [
      ...titles("the host", [
        ...["rpc", "openapi", "workflows"].flatMap((family) => [
          `serves ${family} to who may call it, and logs whose request it was`,
          `refuses a body of ${family} that is too large, by its limits`,
          `logs once what failed in ${family}, and tells the caller nothing of it`,
        ]),
        "says what it mounts, each with its method",
        "gives workflows what they run on",
        "logs no refusal as a failure, and says it as the family's clients read it",
        ...["/nothing", "/", "/apis"].map((path) => `has nothing at ${path}`),
        "is well, which anybody may ask",
        "shows what it publishes",
        "hands deliveries to its ingress, with a context of their own family",
        "answers and logs when its ingress throws an error",
        "answers and logs when its ingress throws what is no error",
      ]),
      ...titles("a host without workflows", [
        "refuses deliveries, and serves the rest",
        "is not put together from a manifest that registers some",
      ]),
      ...titles("the host's ingress", [
        "takes in four megabytes within ten seconds",
        "tells of each delivery for a run how it was answered",
        "tells of no other delivery",
        "refuses what carries no signature, before it reads it",
        "lets the host answer for what breaks in the adapter",
        "refuses what is no JSON, is signed for another body, or goes to a path below",
      ]),
    ],
    claim: "The host hands each family to what serves it, and deliveries to the ingress alone",
  }),
];
