import { finishedHookRetry, terminalStates } from "@rawr/coordination";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defineFinishedHook, type FinishedHookBody } from "../src/finished-hook/hook.ts";
import { type CoordinationStore, openStore } from "../src/index.ts";
import { storeTerminalState } from "../src/terminal-state.ts";
import { deliver } from "./support/deliver.ts";
import { oneNote } from "./support/workflows.ts";

/** What happens to a run's finished hook, one thing after the other. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("deliver" as const),
      how: fc.constantFrom("succeeds", "fails", "throws", "hangs"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wake" as const), pick: fc.nat() }) },
  /** The process dies: what it was doing comes to nothing. */
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const) }) },
);

test("whatever deliveries, crashes and lapses of time do to it, a record keeps the contract", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...terminalStates),
      fc.array(happening, { maxLength: 40 }),
      async (state, happenings) => {
        const store = openStore(":memory:");
        store.queue({ id: "r-1", workflow: oneNote, input: null }, 0);
        store.start("r-1", 0);
        const end = storeTerminalState(
          store,
          "r-1",
          state === "completed" ? { state } : { state, failure: { message: "no" } },
          0,
        );
        const world = worldOf(store);
        for (const one of happenings) {
          const before = store.readFinishedHook("r-1");
          await world.happen(one);
          const after = store.readFinishedHook("r-1");

          expect(store.read("r-1")).toEqual(end);
          const attempts = after?.attempts ?? [];
          expect(attempts.length).toBeLessThanOrEqual(finishedHookRetry.maxAttempts);
          expect(attempts.length).toBe(world.started());
          expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, index) => index + 1));
          // Append-only: what was written stays as it was.
          for (const [index, was] of (before?.attempts ?? []).entries()) {
            expect(attempts[index]).toEqual(
              was.result === undefined ? { ...was, ...pick(attempts[index]) } : was,
            );
          }
          // All but the newest attempt have a result; only the newest can have succeeded, and then it is settled.
          expect(attempts.slice(0, -1).every(({ result }) => result?.outcome === "failed")).toBe(true);
          const succeeded = attempts.at(-1)?.result?.outcome === "succeeded";
          if (succeeded) expect(after).toMatchObject({ outcome: "succeeded", error: null });
          if (before?.settledAt != null) expect(after).toEqual(before);
          if (after?.settledAt != null) {
            expect(succeeded || attempts.length === finishedHookRetry.maxAttempts).toBe(true);
          }
          expect(world.atOnce()).toBeLessThanOrEqual(1);
        }
        expect(await world.over()).toEqual([]);
        store.close();
      },
    ),
    { numRuns: 60 },
  );
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function pick(attempt: { readonly result?: unknown } | undefined) {
  return attempt?.result === undefined ? {} : { result: attempt.result };
}

/** Bodies that end when they are told to, a clock that moves when it is told to, and processes that die. */
function worldOf(real: CoordinationStore) {
  let time = 0;
  let started = 0;
  let process = { alive: true };
  const policy = { timeoutMs: 60_000, leaseMarginMs: 1_000, retry: finishedHookRetry };
  let hanging: {
    readonly end: () => void;
    readonly leaseEnds: number;
    readonly owner: { alive: boolean };
  }[] = [];
  const deliveries: Promise<void>[] = [];
  const errors: unknown[] = [];
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  const bodies: Record<string, FinishedHookBody> = {
    succeeds: () => undefined,
    fails: () => Promise.reject(new Error("no")),
    throws: () => {
      throw null;
    },
    hangs: () => {
      const owner = process;
      return new Promise<void>((end) => void hanging.push({ end, leaseEnds: time + 61_000, owner }));
    },
  };

  return {
    started: () => started,
    /** Attempts that are under way and whose lease has not ended. */
    atOnce: () => hanging.filter(({ leaseEnds, owner }) => owner.alive && time < leaseEnds).length,
    /** Lets everything come to its end. Resolves with the errors that living processes got. */
    async over() {
      for (const { end } of hanging) end();
      await Promise.all(deliveries);
      return errors;
    },
    async happen(one: Happening) {
      if (one.kind === "pass") time += one.ms;
      else if (one.kind === "crash") {
        process.alive = false;
        process = { alive: true };
      } else if (one.kind === "wake") {
        const woken = hanging[one.pick % Math.max(1, hanging.length)];
        hanging = hanging.filter((other) => other !== woken);
        woken?.end();
        await turn();
      } else {
        const owner = process;
        // A dead process's calls reach no store.
        const store = new Proxy(real, {
          get(target, name, receiver) {
            if (!owner.alive) throw new Error("this process is dead");
            return Reflect.get(target, name, receiver);
          },
        });
        const hook = defineFinishedHook((call) => {
          started++;
          return bodies[one.how]?.(call);
        });
        const delivery = deliver({ store, hook, policy, now: () => time }, "r-1").then(
          () => undefined,
          (error: unknown) => void (owner.alive && errors.push(error)),
        );
        deliveries.push(delivery);
        // The one that hangs is waited for by nobody; the others are over after a few turns.
        await Promise.race([delivery, turn().then(turn)]);
      }
    },
  };
}
