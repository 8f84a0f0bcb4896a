import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import { expect, onTestFinished, test } from "vitest";
import { createExecutor, RegistrationError } from "../src/index.ts";
import { appId, createApplication, createClient, eventKey, signingKey } from "./support/application.ts";
import { executorChild } from "./support/executor-child.ts";
import { type Listening, listen } from "./support/listen.ts";
import { hurried, temporaryFolder } from "./support/running.ts";

/** A port that was free a moment ago, so that an event API can come back at the same address. */
async function freePort(): Promise<number> {
  const listening = await listen(() => new Response());
  await listening.close();
  return Number(new URL(listening.url).port);
}

interface Ledger {
  readonly ran: string[];
  readonly ended: unknown[];
}

/** Ten steps in a row, some of them in parallel, with a sleep in between. */
function counting(client: Inngest, { ran, ended }: Ledger) {
  return client.createFunction(
    { id: "counting", retries: 3, triggers: [{ event: "shop/go" }] },
    async ({ event, step }) => {
      let sum = 0;
      for (let index = 0; index < 4; index++) {
        sum += await step.run(`single-${index}`, async () => {
          ran.push(`${event.data.name}/single-${index}`);
          await sleep(5);
          return index;
        });
        const both = await Promise.all(
          ["left", "right"].map((side) =>
            step.run(`${side}-${index}`, () => {
              ran.push(`${event.data.name}/${side}-${index}`);
              return 10;
            }),
          ),
        );
        sum += both.reduce((one, other) => one + other, 0);
        await step.sleep(`nap-${index}`, "1s");
      }
      ended.push([event.data.name, sum]);
    },
  );
}

async function application(client: Inngest, ledger: Ledger, port = 0): Promise<Listening> {
  const { fetch } = createApplication(client, [counting(client, ledger)]);
  const served = await listen((request) => fetch(request), port);
  onTestFinished(() => served.close());
  return served;
}

test("an executor that is killed again and again ends every run when it is started again", async () => {
  const database = join(temporaryFolder(), "queue.db");
  const port = await freePort();
  const client = createClient(`http://127.0.0.1:${port}`);
  const ledger: Ledger = { ran: [], ended: [] };
  const served = await application(client, ledger);
  const start = () => executorChild(database, `${served.url}/api/inngest`, port);

  let executor = await start();
  const names = ["one", "two", "three"];
  await client.send(names.map((name) => ({ id: name, name: "shop/go", data: { name } })));
  for (const steps of [3, 14, 25]) {
    await expect.poll(() => ledger.ran.length, { timeout: 20_000, interval: 2 }).toBeGreaterThan(steps);
    await executor.kill();
    executor = await start();
  }
  await expect.poll(() => new Set(ledger.ended.map(String)).size, { timeout: 20_000 }).toBe(3);
  await client.send(names.map((name) => ({ id: name, name: "shop/go", data: { name } })));
  expect(new Set(ledger.ended.map(String))).toEqual(new Set(names.map((name) => `${name},86`)));
  expect(new Set(ledger.ran).size).toBe(36);
  // At most what was under way when it was killed runs once more: four deliveries, three times.
  expect(ledger.ran.length).toBeLessThanOrEqual(36 + 12);
});

test("an application that restarts in between finds its runs going on", async () => {
  const database = join(temporaryFolder(), "queue.db");
  const [port, eventPort] = [await freePort(), await freePort()];
  const client = createClient(`http://127.0.0.1:${eventPort}`);
  const ledger: Ledger = { ran: [], ended: [] };
  const first = await application(client, ledger, port);
  await executorChild(database, `${first.url}/api/inngest`, eventPort);
  await client.send({ name: "shop/go", data: { name: "one" } });
  await expect.poll(() => ledger.ran.length, { timeout: 20_000, interval: 2 }).toBeGreaterThan(4);
  await first.close();
  await sleep(150);
  await application(client, ledger, port);
  await expect.poll(() => ledger.ended, { timeout: 20_000 }).toEqual([["one", 86]]);
});

test("a queue belongs to one executor at a time", async () => {
  const database = join(temporaryFolder(), "queue.db");
  const port = await freePort();
  const served = await application(createClient(`http://127.0.0.1:${port}`), { ran: [], ended: [] });
  const endpoint = `${served.url}/api/inngest`;
  await executorChild(database, endpoint, port);
  const options = { database, endpoint, signingKey, eventKey, appId, concurrency: 1, timing: hurried };
  const second = createExecutor({ ...options, onError: () => undefined });
  await expect(second.start()).rejects.toThrow("locked");
});

test("an application that does not know the key, or is another, is not run", async () => {
  const database = join(temporaryFolder(), "queue.db");
  const served = await application(createClient("http://127.0.0.1:9"), { ran: [], ended: [] });
  const options = {
    database,
    endpoint: `${served.url}/api/inngest`,
    signingKey,
    eventKey,
    appId,
    concurrency: 1,
  };
  const start = (changed: object) =>
    createExecutor({ ...options, timing: hurried, onError: () => undefined, ...changed }).start();
  await expect(start({ signingKey: "signkey-test-00" })).rejects.toThrow(RegistrationError);
  await expect(start({ appId: "another" })).rejects.toThrow("expected the application another, got shop");
});
