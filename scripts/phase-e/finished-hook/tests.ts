import { testsPassed, titles } from "@phasegate/verify-utils";
import { adapter, contract, deliver, finish, lease, terminalState } from "./places.ts";

const ended = ["the finished hook of a run that is completed", "the finished hook of a run that is failed"];
const thrown = [
  "undefined",
  "null",
  "a text",
  "an object",
  "an error whose message throws",
  "a revoked proxy",
];

/** What the adapter was seen to do. */
export const adapterTests = [
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
    claim: "A process that is killed at any moment leaves a run that ends once and whose hook has one record",
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
];

/** What the installed Inngest was seen to do. */
export const stepTests = [
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
];
