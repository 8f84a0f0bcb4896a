import { expect, test } from "vitest";
import { z } from "zod";
import { eventKey } from "./support/application.ts";
import { run } from "./support/running.ts";

const post = (path: string, body: string, headers = {}) =>
  new Request(`http://executor${path}`, { method: "POST", body, headers });

const good = JSON.stringify({ name: "shop/go" });

test.each([
  ["another path", post("/events", good), 404],
  ["a path below", post(`/e/${eventKey}/more`, good), 404],
  ["another method", new Request(`http://executor/e/${eventKey}`), 405],
  ["a wrong key", post("/e/wrong", good), 401],
  ["no JSON", post(`/e/${eventKey}`, "{"), 400],
  ["an event without a name", post(`/e/${eventKey}`, "{}"), 400],
  ["a name that is the executor's own", post(`/e/${eventKey}`, '{"name":"inngest/function.failed"}'), 400],
  [
    "a body that is too large",
    post(`/e/${eventKey}`, JSON.stringify({ name: "x", data: { x: "y".repeat(5e6) } })),
    413,
  ],
])("the event API refuses %s", async (_, request, status) => {
  const { executor } = await run(() => []);
  const response = await executor.fetch(request);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ ids: [], status });
});

test("events of a call that is made again with its seed are the same", async () => {
  const { executor } = await run(() => []);
  const ids = async (seed: string) => {
    const response = await executor.fetch(
      post(`/e/${eventKey}`, `[${good},${good}]`, { "x-inngest-event-id-seed": seed }),
    );
    return z.object({ ids: z.array(z.string()) }).parse(await response.json());
  };
  const first = await ids("1,abc");
  expect(new Set(first.ids).size).toBe(2);
  expect(await ids("1,abc")).toEqual(first);
  expect((await ids("2,abc")).ids).not.toEqual(first.ids);
});

test("an executor that is not started takes no events", async () => {
  const { executor } = await run(() => []);
  await executor.stop();
  expect((await executor.fetch(post(`/e/${eventKey}`, good))).status).toBe(503);
  await expect(executor.idle()).rejects.toThrow("not started");
});
