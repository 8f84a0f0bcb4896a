import {
  decisionRecorded,
  defineGate,
  exportsSymbol,
  followed,
  guarded,
  importConfined,
  main,
  noTestFailed,
  setsAgree,
  testsPassed,
  titles,
} from "@phasegate/verify-utils";
import { z } from "zod";

const contract = "packages/coordination/src/types.ts";
const adapter = "packages/coordination-inngest/src";
const terminalState = `${adapter}/terminal-state.ts`;
const finish = `${adapter}/finish-run.ts`;
const deliver = `${adapter}/finished-hook/deliver.ts`;
const ingress = `${adapter}/ingress.ts`;
const lease = `${adapter}/finished-hook/lease.ts`;

/** What is shipped: tests reach into the parts on purpose. */
const among = ["**", "!{apps,packages}/*/test/**"];

const runHook = { module: `${adapter}/finished-hook/hook.ts`, export: "runFinishedHook" };
const deliverHook = { module: deliver, export: "deliverFinishedHook" };
const storeEnd = { module: terminalState, export: "storeTerminalState" };
const finishRun = { module: finish, export: "finishRun" };
/** `test/step-run.test.ts` holds the installed version to it. */
const stepRun = {
  callee: { method: "run" },
  callback: 1,
  reason: "a step of Inngest runs its callback to the end before it resolves, or has its stored result",
} as const;

const ended = ["the finished hook of a run that is completed", "the finished hook of a run that is failed"];
const thrown = [
  "undefined",
  "null",
  "a text",
  "an object",
  "an error whose message throws",
  "a revoked proxy",
];

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

/** What else of the SDK takes requests in, by the name that it is imported under. */
export const otherDoors = [
  "astro",
  "bun",
  "cloudflare",
  "connect",
  "deno/fresh",
  "digitalocean",
  "edge",
  "experimental/durable-endpoints",
  "express",
  "fastify",
  "h3",
  "koa",
  "lambda",
  "next",
  "nitro",
  "node",
  "nuxt",
  "redwood",
  "remix",
  "sveltekit",
];
/** `scripts/test/doors.test.ts` holds the list to the installed version. */
const otherWaysIn = otherDoors.map((door) => ({ module: `inngest/${door}`, export: "*" }));

const gate = defineGate({
  id: "e2-finished-hook-policy",
  slice: "E2",
  decisions: ["D-010"],
  checks: [
    setsAgree({
      lists: [
        { label: "the decision", texts: ["succeeded", "failed", "skipped"] },
        { label: "the list of outcomes", values: { module: contract, export: "finishedHookOutcomes" } },
        { label: "their type", type: { module: contract, export: "FinishedHookOutcome" } },
        { label: "their schema", schema: { module: contract, export: "finishedHookOutcome" } },
      ],
      claim:
        "The outcome of a finished hook is succeeded, failed or skipped, for the type and for its schema",
    }),
    exportsSymbol({
      symbol: { module: contract, export: "finishedHookContract" },
      value: z.strictObject({
        delivery: z.literal("at-least-once"),
        exactlyOnce: z.literal(false),
        sideEffects: z.strictObject({ idempotent: z.literal(true), critical: z.literal(false) }),
        failureMode: z.literal("best-effort"),
      }),
      claim: "The contract says at least once, not exactly once, idempotent, not critical, best effort",
    }),
    exportsSymbol({
      symbol: { module: contract, export: "finishedHookRetry" },
      value: z.looseObject({ rule: z.string().min(1), maxAttempts: z.int().min(1).max(100) }),
      claim: "The retry rule has a name and an end",
    }),
    importConfined({
      symbols: [runHook],
      among,
      to: [deliver],
      claim: "Only the guard can run the body of a hook",
    }),
    importConfined({
      symbols: [deliverHook],
      among,
      to: [finish],
      claim: "Only what ends a run delivers to its hook",
    }),
    importConfined({
      symbols: [
        { module: lease, export: "claimLease" },
        { module: lease, export: "recordResult" },
      ],
      among,
      to: [deliver],
      claim: "Only the guard claims leases and records results",
    }),
    importConfined({
      symbols: [{ module: "inngest/hono", export: "serve" }],
      among,
      to: [ingress],
      claim: "Inngest's functions are served in one module",
    }),
    importConfined({
      name: "importConfined:other-ways-in",
      symbols: [{ module: "inngest", export: "InngestCommHandler" }, ...otherWaysIn],
      among,
      to: [],
      claim: "Inngest's functions are served in no other way",
    }),
    importConfined({
      symbols: [{ module: "packages/inngest-executor/src/protocol/signature.ts", export: "signatureOf" }],
      among: ["apps/**", "packages/coordination*/**", "!{apps,packages}/*/test/**"],
      to: [],
      claim: "Neither the host nor coordination signs for Inngest",
    }),
    importConfined({
      symbols: [{ module: "inngest", export: "Inngest" }],
      to: [`${adapter}/client.ts`],
      among,
      claim: "Clients of Inngest are made in one module",
    }),
    importConfined({
      symbols: [{ module: `${adapter}/store/sqlite/open.ts`, export: "openStoreDatabase" }],
      among,
      to: [`${adapter}/store/open-store.ts`],
      claim: "Only the store opens its database",
    }),
    importConfined({
      name: "importConfined:libsql",
      symbols: [{ module: "libsql", export: "default" }],
      among: ["apps/**", "packages/coordination*/**", "!{apps,packages}/*/test/**"],
      to: [`${adapter}/store/sqlite/open.ts`, "apps/server/src/credentials/session-table.ts"],
      claim: "Nothing else of the host and of coordination opens a database",
    }),
    importConfined({
      symbols: [storeEnd],
      among,
      to: [finish],
      claim: "A run is ended in one module only",
    }),
    importConfined({
      symbols: [{ module: terminalState, export: "endOf" }],
      among,
      to: [`${adapter}/store/sqlite/runs.ts`],
      claim: "Only the store of runs reads an ending, and only the module that makes them can make one",
    }),
    guarded({
      name: "guarded:hook-after-stored-end",
      effect: runHook,
      by: { module: terminalState, export: "terminalRunOf" },
      within: [deliver],
      among,
      unknownCallers: "unguarded",
      claim: "A hook runs only after the terminal state of its run was read back from the store",
    }),
    guarded({
      name: "guarded:hook-under-lease",
      effect: runHook,
      by: { module: lease, export: "claimLease" },
      guardReturns: "non-nullish",
      guardProperty: "lease",
      within: [deliver],
      among,
      unknownCallers: "unguarded",
      claim: "A hook runs only under a lease",
    }),
    guarded({
      name: "guarded:hook-under-deadline",
      effect: runHook,
      by: { module: `${adapter}/finished-hook/deadline.ts`, export: "startDeadline" },
      within: [deliver],
      among,
      unknownCallers: "unguarded",
      claim: "A hook runs only under a deadline",
    }),
    guarded({
      name: "guarded:delivery-after-stored-end",
      effect: deliverHook,
      by: { module: terminalState, export: "terminalRunOf" },
      same: { guardArgument: 1, effectArgument: 1 },
      within: [finish],
      among,
      combinators: [stepRun],
      unknownCallers: "unguarded",
      claim: "Nothing is delivered for a run before that run was read back as ended",
    }),
    guarded({
      name: "guarded:result-under-lease",
      effect: { module: lease, export: "recordResult" },
      by: { module: lease, export: "claimLease" },
      guardReturns: "non-nullish",
      guardProperty: "lease",
      within: [deliver],
      among,
      unknownCallers: "unguarded",
      claim: "A result is recorded only under a lease",
    }),
    followed({
      first: runHook,
      among,
      by: { module: lease, export: "recordResult" },
      within: [deliver],
      unknownCallers: "unguarded",
      claim: "What became of an attempt is always recorded",
    }),
    followed({
      first: storeEnd,
      among,
      by: deliverHook,
      same: { firstArgument: 1, nextArgument: 1 },
      within: [finish],
      combinators: [stepRun],
      unknownCallers: "unguarded",
      claim: "Whenever the end of a run was stored, its hook is delivered to",
    }),
    followed({
      first: { module: `${adapter}/run-desks.ts`, export: "runDesks" },
      among,
      by: finishRun,
      within: [`${adapter}/adapter.ts`],
      combinators: [stepRun],
      unknownCallers: "unguarded",
      claim: "However the desks of a run end, the run is ended",
    }),
    testsPassed({
      package: "@rawr/coordination-inngest",
      file: "test/inngest-finished-hook-guardrails.test.ts",
      subjects: [deliver, finish, lease, terminalState, `${adapter}/adapter.ts`, contract],
      tests: [
        "the contract promises at least once, idempotent, non-critical and best effort",
        "the rule of retries has a name and an end, and no attempt is skipped",
        "a pause lasts until the lease of another process has ended, though Inngest cuts pauses to whole seconds",
        ...titles(ended, [
          "runs after the end was stored, and is recorded",
          "is tried again by the rule when it fails, and recorded as failed at the end of it",
          "is aborted when it takes too long, and recorded with the timeout that was applied",
          "has the time that is recorded, whatever that is, and keeps others out for longer",
          "has failed when it held up the process beyond its timeout, though it returned",
          "is recorded as failed when it throws synchronously",
          ...thrown.map((what) => `is recorded as failed when it throws '${what}', which is no error`),
          "is recorded as skipped when it is absent, and stays so",
          "is not skipped by a host without one while another host attempts it",
          "is not called again by duplicate deliveries once it succeeded",
          "is called by one of several concurrent deliveries, through one store or two",
          "has its late result dropped when it ignores its abort, also while a newer attempt runs",
          "has the result of an attempt dropped whose lease another one took over",
          "is delivered again when the store restarted in between, once the lease has ended",
          "has one record, whose attempts can only be appended to",
          "is delivered also by the event of its run, when the process died that stored the end",
          "goes on after a delivery that the store failed, over Inngest, and leaves the run as it is",
          "never changes the run, over Inngest, when each of its attempts fails",
        ]),
        ...titles("a run that has not ended", ["has no finished hook delivered"]),
        ...titles(
          "coordination",
          [
            "without a timeout",
            "with a timeout that never comes",
            "with a lease that ends before the timeout",
            "with a rule that has no end",
            "with a rule that has no attempt",
            "with a rule that does not wait",
          ].map((policy) => `is not put together ${policy}`),
        ),
        ...titles("what only its own module may open", [
          "is a finished hook: nothing of it leads to its body",
          "is the ending of a run: who has one makes no other",
        ]),
      ],
      claim:
        "The hook is delivered after the end, bounded, recorded once for a run, and changes nothing of it, on completed and on failed runs",
    }),
    testsPassed({
      package: "@rawr/coordination-inngest",
      file: "test/kill.test.ts",
      subjects: [finish, deliver, `${adapter}/recover.ts`],
      tests: [
        ...titles(
          "a process that is killed",
          ["before markSent", "after end", "after claimFinishedHook", "after hook"].map(
            (moment) => `${moment} leaves a run that ends once, and one record`,
          ),
        ),
        "what is on the disk before and after each call of the store leads to one end and one record",
      ],
      claim:
        "A process that is killed at any moment leaves a run that ends once and whose hook has one record",
    }),
    testsPassed({
      package: "@rawr/coordination-inngest",
      file: "test/runs.test.ts",
      subjects: [`${adapter}/queue-run.ts`, `${adapter}/adapter.ts`, `${adapter}/recover.ts`],
      tests: [
        ...titles("a run", [
          "of ten desks completes, and its timeline tells each turn in order",
          "fails at once at a desk that refuses, which the failure names",
          "fails, and has its hook delivered, when its first step fails for good",
        ]),
        ...titles("what was started", [
          "does not begin again when it has ended, though its desk would succeed now",
          "is given up at once for a run that is not there",
        ]),
        ...titles("the recovery", [
          "sends what is silent for long enough, once, also when it was never sent",
          "tells in order what Inngest did not take, and why",
          "tells whose finished hook it could not ask for",
        ]),
        ...titles("queueing", [
          "is idempotent by the id of the run, whatever the order of keys in its input",
          "refuses an id that is taken by another workflow or input",
          "stores a run that Inngest does not take, and the recovery sends it",
          "may be sent twice: the run takes place once",
          "may be delivered twice at once: the run ends once, and has one record",
        ]),
      ],
      claim: "A run is queued once by its id, ends whatever fails, and is taken up again where it was left",
    }),
    testsPassed({
      package: "@rawr/coordination-inngest",
      file: "test/functions.test.ts",
      subjects: [finish, terminalState, `${adapter}/adapter.ts`, `${adapter}/queue-run.ts`],
      tests: [
        ...titles("the functions", [
          "have the names under which Inngest finds runs again, one start for a key, and an end to retries",
        ]),
        ...titles("the end of a run", [
          "is a step of its own, then each delivery is, after the pause before it",
          "has two deliveries for each attempt at most, while others hold its hook",
          "is waited for: nothing is delivered for a run that is not there or has not ended",
        ]),
        "a request may say which request it was made by, and nothing else",
      ],
      claim: "Functions, steps and refusals have the names by which they are found again",
    }),
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
    testsPassed({
      package: "@rawr/coordination-inngest",
      file: "test/step-run.test.ts",
      subjects: [finish],
      tests: titles("a step of the installed Inngest", [
        "has run its callback to the end when it resolves",
        "does not run its callback again once its result is stored",
        "ends a run and delivers to its hook, each once",
        "rejects with what its callback throws",
      ]),
      claim: "What is taken on trust of Inngest's steps holds for the installed version",
    }),
    noTestFailed({ package: "@rawr/coordination-inngest", claim: "No test of the adapter fails" }),
    noTestFailed({ package: "@rawr/coordination", claim: "No test of the domain fails" }),
    noTestFailed({ package: "@rawr/inngest-executor", claim: "No test of what drives the tests fails" }),
    decisionRecorded({
      id: "D-010",
      statuses: ["locked", "closed"],
      fields: ["question", "closure_scope"],
      normative: ["locked_decision"],
      names: [contract, `${adapter}/adapter.ts`, finish, deliver],
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
