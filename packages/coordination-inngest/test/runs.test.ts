import { type DeskHandler, DeskRefusal, type Workflow } from "@rawr/coordination";
import { describe, expect, onTestFinished, test } from "vitest";
import { RunConflict } from "../src/index.ts";
import { openedStore } from "./support/database.ts";
import { type HostOptions, startHost } from "./support/host.ts";
import { checked, handled, oneNote, tenDesks } from "./support/workflows.ts";

const count: DeskHandler = ({ memory }) => Object.keys(memory).length;

async function host(options: Partial<HostOptions> = {}) {
  const started = await startHost({
    store: openedStore(),
    handlers: { count },
    hook: undefined,
    hookTimeoutMs: 1_000,
    ...options,
  });
  onTestFinished(started.close);
  return started;
}

const whole = { limit: 1_000, after: 0 };

describe("a run", () => {
  test("of ten desks completes, and its timeline tells each turn in order", async () => {
    const { coordination, settle } = await host();
    const queued = await coordination.queueRun({ id: "r-1", workflow: tenDesks, input: { name: "Ada" } });
    expect(queued).toMatchObject({ isNew: true, sent: true, run: { state: "queued" } });
    await settle();
    expect(coordination.read("r-1")).toMatchObject({ state: "completed" });
    expect(coordination.memory("r-1")["all"]).toEqual({ letter: "Hello, Ada!", count: 8 });
    expect(coordination.readFinishedHook("r-1")).toMatchObject({ outcome: "skipped", attempts: [] });
    const story = coordination.timeline("r-1", whole);
    expect(story.map(({ sequence }) => sequence)).toEqual(story.map((_, index) => index + 1));
    expect(story.map(({ event }) => ("desk" in event ? `${event.type} ${event.desk}` : event.type))).toEqual([
      "run-queued",
      "run-started",
      ...tenDesks.desks.flatMap(({ id }) => [`desk-started ${id}`, `desk-finished ${id}`]),
      "run-completed",
    ]);
  });

  test("fails at once at a desk that refuses, which the failure names", async () => {
    const { coordination, settle } = await host();
    await coordination.queueRun({ id: "r-1", workflow: checked, input: { not: "true" } });
    await settle();
    expect(coordination.read("r-1")).toMatchObject({
      state: "failed",
      failure: { desk: "is-true", message: 'expected true, got {"not":"true"}' },
    });
    expect(coordination.timeline("r-1", whole).map(({ event }) => event.type)).toEqual([
      "run-queued",
      "run-started",
      "desk-started",
      "desk-failed",
      "run-failed",
    ]);
  });

  test("goes on when a handler fails and then succeeds, and tells each attempt", async () => {
    let tries = 0;
    const flaky = () => {
      if (++tries < 3) throw new Error(`not the ${tries}. time`);
      return tries;
    };
    const { coordination, settle } = await host({ handlers: { work: flaky } });
    await coordination.queueRun({ id: "r-1", workflow: handled, input: null });
    await settle();
    expect(coordination.memory("r-1")).toEqual({ work: 3 });
    expect(
      coordination.timeline("r-1", whole).flatMap(({ event }) => ("attempt" in event ? [event] : [])),
    ).toEqual([
      { type: "desk-started", desk: "work", attempt: 1 },
      { type: "desk-failed", desk: "work", attempt: 1, message: "not the 1. time" },
      { type: "desk-started", desk: "work", attempt: 2 },
      { type: "desk-failed", desk: "work", attempt: 2, message: "not the 2. time" },
      { type: "desk-started", desk: "work", attempt: 3 },
      { type: "desk-finished", desk: "work", attempt: 3 },
    ]);
  });

  test.each<[string, DeskHandler | undefined, string, number]>([
    ["throws each time", () => Promise.reject(new Error("broken")), "broken", 4],
    ["throws null", () => Promise.reject(null), "null", 4],
    ["refuses", () => Promise.reject(new DeskRefusal("never")), "never", 1],
    ["is not there", undefined, 'this host has no handler "work"', 1],
    [
      "returns what is no data",
      () => new Date(0) as never,
      "what it would keep is not data: expected JSON, got object in it",
      1,
    ],
    [
      "returns undefined",
      () => undefined as never,
      "what it would keep is not data: expected JSON, got undefined in it",
      1,
    ],
  ])("fails when its handler %s", async (_, work, message, attempts) => {
    const { coordination, settle } = await host({ handlers: work === undefined ? {} : { work } });
    await coordination.queueRun({ id: "r-1", workflow: handled, input: null });
    await settle();
    expect(coordination.read("r-1")).toMatchObject({ state: "failed", failure: { desk: "work", message } });
    const failed = coordination.timeline("r-1", whole).filter(({ event }) => event.type === "desk-failed");
    expect(failed).toHaveLength(attempts);
  });

  test("fails, and has its hook delivered, when its first step fails for good", async () => {
    const store = openedStore();
    const broken = {
      ...store,
      start() {
        throw new Error("disk is full");
      },
    };
    const { coordination, settle } = await host({ store: broken });
    await coordination.queueRun({ id: "r-1", workflow: oneNote, input: null });
    await settle();
    expect(coordination.read("r-1")).toMatchObject({
      state: "failed",
      failure: { message: "disk is full" },
    });
    expect(coordination.readFinishedHook("r-1")).toMatchObject({ outcome: "skipped" });
  });
});

describe("queueing", () => {
  test("is idempotent by the id of the run, whatever the order of keys in its input", async () => {
    const { coordination, events } = await host();
    const first = await coordination.queueRun({ id: "r-1", workflow: oneNote, input: { a: 1, b: 2 } });
    const again = await coordination.queueRun({ id: "r-1", workflow: oneNote, input: { b: 2, a: 1 } });
    expect(again).toEqual({ ...first, isNew: false });
    expect(events).toHaveLength(1);
  });

  test("refuses an id that is taken by another workflow or input", async () => {
    const { coordination, events } = await host();
    await coordination.queueRun({ id: "r-1", workflow: oneNote, input: null });
    const others: [Workflow, null | string][] = [
      [oneNote, "other"],
      [checked, null],
      [{ ...oneNote, desks: [{ kind: "note", id: "note", value: 2 }] }, null],
    ];
    for (const [workflow, input] of others) {
      const refused = coordination.queueRun({ id: "r-1", workflow, input });
      await expect(refused).rejects.toBeInstanceOf(RunConflict);
      await expect(refused).rejects.toMatchObject({ runId: "r-1" });
    }
    expect(events).toHaveLength(1);
  });

  test("stores a run that Inngest does not take, and the recovery sends it", async () => {
    const started = await host();
    const { coordination, events, settle } = started;
    started.refuses = true;
    const request = { id: "r-1", workflow: oneNote, input: null };
    expect(await coordination.queueRun(request)).toMatchObject({ isNew: true, sent: false });
    started.refuses = false;
    expect(await coordination.recover(60_000)).toEqual({ sent: ["r-1"], due: [], failed: [] });
    expect(await coordination.recover(60_000)).toEqual({ sent: [], due: [], failed: [] });
    expect(events).toHaveLength(1);
    await settle();
    expect(coordination.read("r-1")).toMatchObject({ state: "completed" });
  });

  test("may be sent twice: the run takes place once", async () => {
    let turns = 0;
    const { coordination, events, deliver } = await host({ handlers: { work: () => ++turns } });
    await coordination.queueRun({ id: "r-1", workflow: handled, input: null });
    const [event] = events;
    expect(event).toMatchObject({ id: event?.data["key"] });
    for (let sending = 0; sending < 3; sending++) expect(await deliver(event!)).toEqual([200]);
    expect(turns).toBe(1);
    const ends = coordination
      .timeline("r-1", whole)
      .filter(({ event: { type } }) => type === "run-completed");
    expect(ends).toHaveLength(1);
    expect(coordination.readFinishedHook("r-1")).toMatchObject({ outcome: "skipped" });
  });

  test("may be delivered twice at once: the run ends once, and has one record", async () => {
    const { coordination, events, deliver } = await host();
    await coordination.queueRun({ id: "r-1", workflow: tenDesks, input: { name: "Ada" } });
    const [event] = events;
    expect(await deliver(event!, event!, event!)).toEqual([200, 200, 200]);
    const types = coordination.timeline("r-1", whole).map(({ event: { type } }) => type);
    expect(types.filter((type) => type === "run-completed" || type === "run-failed")).toEqual([
      "run-completed",
    ]);
    expect(types.filter((type) => type === "desk-finished")).toHaveLength(10);
  });
});

describe("what was started", () => {
  test("does not begin again when it has ended, though its desk would succeed now", async () => {
    let turns = 0;
    const begun: string[] = [];
    const store = openedStore();
    const { coordination, events, deliver } = await host({
      store: {
        ...store,
        beginDesk(id, desk, at) {
          begun.push(desk);
          return store.beginDesk(id, desk, at);
        },
      },
      handlers: {
        work() {
          turns += 1;
          if (turns === 1) throw new DeskRefusal("not the first time");
          return turns;
        },
      },
    });
    await coordination.queueRun({ id: "r-1", workflow: handled, input: null });
    const [event] = events;
    await deliver(event!);
    const ended = coordination.read("r-1");
    expect(await deliver(event!)).toEqual([200]);
    expect([turns, begun]).toEqual([1, ["work"]]);
    expect(coordination.read("r-1")).toEqual(ended);
  });

  test("is given up at once for a run that is not there", async () => {
    const reads: string[] = [];
    const store = openedStore();
    const { deliver } = await host({
      store: {
        ...store,
        read(id) {
          reads.push(id);
          return store.read(id);
        },
      },
    });
    const event = { name: "coordination/run.requested", data: { runId: "nobody", key: "k" } };
    await deliver(event).catch(() => undefined);
    expect(reads.filter((id) => id === "nobody")).toHaveLength(1);
  });
});

describe("the recovery", () => {
  const request = (id: string) => ({ id, workflow: oneNote, input: null });

  test("sends what is silent for long enough, once, also when it was never sent", async () => {
    const started = await host();
    const { coordination, events, pass } = started;
    await coordination.queueRun(request("r-1"));
    expect(await coordination.recover(60_000)).toMatchObject({ sent: [] });
    pass(60_001);
    expect(await coordination.recover(60_000)).toMatchObject({ sent: ["r-1"] });
    started.refuses = true;
    await coordination.queueRun(request("r-2"));
    started.refuses = false;
    const before = events.length;
    pass(120_000);
    const { sent } = await coordination.recover(60_000);
    expect([...sent].sort()).toEqual(["r-1", "r-2"]);
    expect(events).toHaveLength(before + 2);
  });

  test("tells in order what Inngest did not take, and why", async () => {
    const started = await host();
    const { coordination, settle } = started;
    await coordination.queueRun(request("r-0"));
    const store = coordination.read("r-0");
    expect(store).toBeDefined();
    await settle();
    started.refuses = true;
    await coordination.queueRun(request("r-1"));
    await coordination.queueRun(request("r-2"));
    const { sent, due, failed } = await coordination.recover(60_000);
    expect([sent, due]).toEqual([[], []]);
    expect(failed.map(({ runId }) => runId)).toEqual(["r-1", "r-2"]);
    expect(failed.every(({ error }) => error instanceof Error)).toBe(true);
  });

  test("tells whose finished hook it could not ask for", async () => {
    const store = openedStore();
    const started = await host({ store: { ...store, unsettledFinishedHooks: () => ["r-9"] } });
    started.refuses = true;
    const { due, failed } = await started.coordination.recover(60_000);
    expect(due).toEqual([]);
    expect(failed).toMatchObject([{ runId: "r-9", error: expect.any(Error) }]);
    started.refuses = false;
    expect(await started.coordination.recover(60_000)).toEqual({ sent: [], due: ["r-9"], failed: [] });
  });
});
