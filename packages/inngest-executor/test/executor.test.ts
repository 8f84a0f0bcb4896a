import { NonRetriableError, RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { run } from "./support/running.ts";

const go = [{ event: "shop/go" }];

test("a function with sleeps, parallel steps and a retry runs to its end, each step once", async () => {
  const ran: string[] = [];
  let flaky = 0;
  const outputs: unknown[] = [];
  const { client, executor, errors } = await run((client) => [
    client.createFunction({ id: "all", retries: 2, triggers: go }, async ({ event, step }) => {
      const a = await step.run("a", () => {
        ran.push("a");
        return { n: Number(event.data.n) + 1 };
      });
      await step.sleep("nap", "1s");
      const [b, c] = await Promise.all([
        step.run("b", () => {
          ran.push("b");
          return a.n * 2;
        }),
        step.run("c", () => {
          if (flaky++ === 0) throw new Error("flaky");
          ran.push("c");
          return a.n * 3;
        }),
      ]);
      outputs.push({ a, b, c });
    }),
  ]);
  const { ids } = await client.send({ name: "shop/go", data: { n: 1 } });
  await executor.idle();
  expect(ids).toHaveLength(1);
  expect(ran.sort()).toEqual(["a", "b", "c"]);
  expect(outputs).toEqual([{ a: { n: 2 }, b: 4, c: 6 }]);
  expect(errors).toEqual([]);
});

test("each chain of a parallel function goes on as soon as it can, without running another's step twice", async () => {
  const ran: string[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "chains", triggers: go }, async ({ step }) => {
      const chain = async (name: string, length: number) => {
        for (let index = 0; index < length; index++)
          await step.run(`${name}${index}`, () => void ran.push(`${name}${index}`));
      };
      await Promise.all([chain("x", 1), chain("y", 3), step.sleep("nap", "5s"), chain("z", 2)]);
      await step.run("end", () => void ran.push("end"));
    }),
  ]);
  await client.send({ name: "shop/go" });
  await executor.idle();
  expect([...ran].sort()).toEqual(["end", "x0", "y0", "y1", "y2", "z0", "z1"]);
  expect(ran.at(-1)).toBe("end");
});

test("a race is decided by its first step", async () => {
  const winners: unknown[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "race", triggers: go }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([step.sleep("long", "30s").then(() => "slow"), step.run("quick", () => "quick")]),
      );
      await step.run("tell", () => void winners.push(winner));
    }),
  ]);
  await client.send({ name: "shop/go" });
  await executor.idle();
  expect(winners).toEqual(["quick"]);
});

test("a race goes on while the step that lost is still under way", async () => {
  const told: string[] = [];
  let release = (): void => undefined;
  const slow = new Promise<string>((resolve) => {
    release = () => resolve("slow");
  });
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "race", triggers: go }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([step.run("slow", () => slow), step.run("quick", () => "quick")]),
      );
      await step.run("tell", () => void told.push(winner));
    }),
  ]);
  await client.send({ name: "shop/go" });
  await expect.poll(() => told, { timeout: 20_000 }).toEqual(["quick"]);
  release();
  await executor.idle();
  expect(told).toEqual(["quick"]);
});

test("a function that says so is not retried", async () => {
  const attempts: number[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "final", retries: 3, triggers: go }, ({ attempt }) => {
      attempts.push(attempt);
      throw new NonRetriableError("for good");
    }),
  ]);
  await client.send({ name: "shop/go" });
  await executor.idle();
  expect(attempts).toEqual([0]);
});

test("a wait ends with the event that fits its expression, or with null when its time is over", async () => {
  const got: unknown[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "wait", triggers: go }, async ({ step }) => {
      const paid = await step.waitForEvent("pay", { event: "shop/paid", timeout: "2h", match: "data.order" });
      await step.run("tell", () => void got.push(paid?.data ?? null));
      const never = await step.waitForEvent("never", { event: "shop/never", timeout: "1s" });
      await step.run("tell-again", () => void got.push(never));
    }),
  ]);
  await client.send({ name: "shop/go", data: { order: "1" } });
  await executor.idle();
  await client.send({ name: "shop/paid", data: { order: "2" } });
  await client.send({ name: "shop/paid", data: { other: true } });
  await executor.idle();
  expect(got).toEqual([]);
  await client.send({ name: "shop/paid", data: { order: "1", by: "card" } });
  await expect.poll(() => got, { timeout: 20_000 }).toEqual([{ order: "1", by: "card" }, null]);
});

test("an invoked function's result or failure comes back to its caller", async () => {
  const got: unknown[] = [];
  const { client, executor } = await run((client) => {
    const double = client.createFunction(
      { id: "double", triggers: [{ event: "shop/double" }] },
      async ({ event, step }) => step.run("double", () => Number(event.data.n) * 2),
    );
    const broken = client.createFunction({ id: "broken", retries: 0, triggers: [] }, () => {
      throw new Error("broken");
    });
    const caller = client.createFunction({ id: "caller", triggers: go }, async ({ step }) => {
      const doubled = await step.invoke("call", { function: double, data: { n: 21 } });
      const failure = await step
        .invoke("fail", { function: broken, data: {} })
        .catch((error: Error) => error.message);
      await step.run("tell", () => void got.push(doubled, failure));
    });
    return [double, broken, caller];
  });
  await client.send({ name: "shop/go" });
  await executor.idle();
  expect(got).toEqual([42, "broken"]);
});

test("a step that fails for good is an error that its function can catch", async () => {
  const attempts: number[] = [];
  const caught: string[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "catching", retries: 2, triggers: go }, async ({ step, attempt }) => {
      await step
        .run("often", () => {
          attempts.push(attempt);
          throw new Error("always");
        })
        .catch((error: Error) => caught.push(error.message));
      await step
        .run("once", () => {
          attempts.push(attempt);
          throw new NonRetriableError("never");
        })
        .catch((error: Error) => caught.push(error.message));
    }),
  ]);
  await client.send({ name: "shop/go" });
  await executor.idle();
  expect(attempts).toEqual([0, 1, 2, 0]);
  expect(new Set(caught)).toEqual(new Set(["always", "never"]));
});

test("a function that fails is retried as its options say, then its onFailure runs once", async () => {
  const attempts: number[] = [];
  const failures: unknown[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction(
      {
        id: "failing",
        retries: 2,
        triggers: go,
        onFailure: async ({ event, error, step }) => {
          await step.run("tell", () => void failures.push([event.data.event.data, error.message]));
        },
      },
      ({ attempt }) => {
        attempts.push(attempt);
        throw attempt === 0 ? new RetryAfterError("not yet", "2s") : new Error("down");
      },
    ),
  ]);
  await client.send({ name: "shop/go", data: { n: 7 } });
  await executor.idle();
  expect(attempts).toEqual([0, 1, 2]);
  expect(failures).toEqual([[{ n: 7 }, "down"]]);
});

test("an event with an id is taken in once, and an idempotency key starts one run", async () => {
  const started: unknown[] = [];
  const { client, executor } = await run((client) => [
    client.createFunction({ id: "once", triggers: go, idempotency: "event.data.order" }, ({ event }) => {
      started.push(event.data.order);
    }),
    client.createFunction({ id: "each", triggers: go }, ({ event }) => {
      started.push(`each ${event.data.order}`);
    }),
  ]);
  const first = await client.send({ id: "e1", name: "shop/go", data: { order: "1" } });
  const second = await client.send({ id: "e1", name: "shop/go", data: { order: "1" } });
  await client.send({ name: "shop/go", data: { order: "1" } });
  await client.send({ name: "shop/go", data: { order: "2" } });
  await executor.idle();
  expect(second).toEqual(first);
  expect(started.sort()).toEqual(["1", "2", "each 1", "each 1", "each 2"]);
});

test("no more deliveries of a function are under way than its limit, for each value of its key", async () => {
  let underWay = new Map<unknown, number>();
  let most = 0;
  const { client, executor } = await run((client) => [
    client.createFunction(
      { id: "limited", triggers: go, concurrency: { limit: 2, key: "event.data.user" } },
      async ({ event, step }) => {
        await step.run("work", async () => {
          const count = (underWay.get(event.data.user) ?? 0) + 1;
          most = Math.max(most, count);
          underWay = new Map(underWay).set(event.data.user, count);
          await new Promise((resolve) => setTimeout(resolve, 40));
          underWay.set(event.data.user, (underWay.get(event.data.user) ?? 0) - 1);
        });
      },
    ),
  ]);
  await client.send(
    Array.from({ length: 12 }, (_, index) => ({ name: "shop/go", data: { user: `u${index % 2}` } })),
  );
  await executor.idle();
  expect(most).toBe(2);
});

test.each(["repeated", "concurrent", "answer-lost"] as const)(
  "when every delivery is %s, steps run again but the run has one history",
  async (fault) => {
    const ran = new Map<string, number>();
    const histories: unknown[] = [];
    const count = (name: string) => ran.set(name, (ran.get(name) ?? 0) + 1).get(name);
    const { client, executor, requests } = await run(
      (client) => [
        client.createFunction({ id: "twice", triggers: go }, async ({ step }) => {
          const a = await step.run("a", () => count("a"));
          const b = await step.run("b", () => `${a}-${count("b")}`);
          histories.push([a, b]);
        }),
      ],
      { faults: () => fault },
    );
    await client.send({ name: "shop/go" });
    await executor.idle();
    expect(requests()).toBe(6);
    expect([ran.get("a"), ran.get("b")]).toEqual([2, 2]);
    expect(histories).toHaveLength(2);
    expect(histories[1]).toEqual(histories[0]);
  },
);
