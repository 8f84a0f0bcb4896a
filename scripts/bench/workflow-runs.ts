/**
 * Runs of a workflow of ten desks through the host's endpoint, driven by the development executor in the same process:
 * throughput and latency beside the same number of bare signed requests, then memory over many runs.
 *
 *   node --import tsx scripts/bench/workflow-runs.ts [runs, default 200] [runs for memory, default 5000]
 *
 * Exits with 1 when a run did not complete.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { signatureOf } from "@rawr/inngest-executor";
import { z } from "zod";

const program = fileURLToPath(new URL("../../apps/server/test/load/workflows.ts", import.meta.url));
/** Callers that start runs at the same time. */
const concurrency = 20;

const ready = z.object({ url: z.url(), token: z.string(), signingKey: z.string(), workflow: z.unknown() });
const usage = z.object({ deliveries: z.int(), rss: z.number(), heapUsed: z.number() });
const page = z.object({
  runs: z.array(
    z.looseObject({
      id: z.string(),
      state: z.string(),
      queuedAt: z.number(),
      endedAt: z.number().optional(),
    }),
  ),
  next: z.string().nullable(),
});

type Ready = z.infer<typeof ready>;
type Run = z.infer<typeof page>["runs"][number];

interface Server extends Ready {
  readonly child: ChildProcess;
}

async function startServer(): Promise<Server> {
  const child = fork(program, { execArgv: ["--import", "tsx", "--expose-gc"] });
  const [message] = await once(child, "message");
  return { ...ready.parse(message), child };
}

async function usageOf({ child }: Server): Promise<z.infer<typeof usage>> {
  const answer = once(child, "message");
  child.send("usage");
  return usage.parse((await answer)[0]);
}

/** As many of them at a time as there are callers. */
async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}

async function call({ url, token }: Server, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/api/workflows/coordination${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Starts runs and waits until the host has none that goes on. Returns the seconds that it took. */
async function carryOut(server: Server, name: string, count: number): Promise<number> {
  const started = performance.now();
  await inParallel(count, async (index) => {
    await call(server, "/runs", { id: `${name}-${index}`, workflow: server.workflow, input: "bench" });
  });
  for (const state of ["queued", "running"]) {
    while (page.parse(await call(server, `/runs?limit=1&state=${state}`)).runs.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return (performance.now() - started) / 1000;
}

async function runsOf(server: Server): Promise<Run[]> {
  const runs: Run[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const query: string = after === "" ? "" : `&after=${encodeURIComponent(after)}`;
    const { runs: some, next } = page.parse(await call(server, `/runs?limit=100${query}`));
    runs.push(...some);
    after = next;
  }
  return runs;
}

/** The cheapest thing that a signature opens: parsing, checking and answering, without a function. */
async function bareRequests({ url, signingKey, workflow }: Server, count: number): Promise<number> {
  const text = JSON.stringify({ workflow });
  const headers = { "content-type": "application/json", "x-inngest-signature": "" };
  const started = performance.now();
  await inParallel(count, async () => {
    const signature = signatureOf(JSON.parse(text), signingKey);
    const response = await fetch(`${url}/api/inngest?probe=trust`, {
      method: "POST",
      headers: { ...headers, "x-inngest-signature": signature },
      body: text,
    });
    await response.text();
    if (response.status !== 200) throw new Error(`a signed request was answered with ${response.status}`);
  });
  return (performance.now() - started) / 1000;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function latenciesOf(runs: readonly Run[]): number[] {
  return runs.map(({ queuedAt, endedAt }) => (endedAt ?? Number.NaN) - queuedAt);
}

async function throughput(server: Server, count: number): Promise<void> {
  await carryOut(server, "warm", 20);
  const before = (await usageOf(server)).deliveries;
  const seconds = await carryOut(server, "timed", count);
  const { deliveries } = await usageOf(server);
  const requests = deliveries - before;
  const floor = await bareRequests(server, requests);
  const runs = (await runsOf(server)).filter(({ id }) => id.startsWith("timed"));
  const alone: number[] = [];
  for (let index = 0; index < 20; index++) alone.push((await carryOut(server, `alone-${index}`, 1)) * 1000);
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(latenciesOf(runs), share).toFixed(0));
  console.log(
    `${count} runs of ten desks: ${seconds.toFixed(2)} s, ${(count / seconds).toFixed(1)} runs a second`,
  );
  console.log(`from queue to end, all at once: p50 ${p50} ms, p99 ${p99} ms`);
  console.log(`one alone, as its caller sees it: median ${quantile(alone, 0.5).toFixed(0)} ms`);
  console.log(`${requests} deliveries, ${((seconds / requests) * 1000).toFixed(2)} ms each`);
  console.log(
    `floor: ${requests} bare signed requests: ${floor.toFixed(2)} s (× ${(seconds / floor).toFixed(2)})`,
  );
}

async function memory(server: Server, count: number): Promise<void> {
  const batch = Math.ceil(count / 10);
  for (let done = 0; done < count; done += batch) {
    await carryOut(server, `memory-${done}`, batch);
    const { rss, heapUsed } = await usageOf(server);
    console.log(`after ${done + batch} runs: heap ${mega(heapUsed)} MB, resident ${mega(rss)} MB`);
  }
}

function mega(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

const [runs = 200, forMemory = 5000] = process.argv.slice(2).map(Number);
const server = await startServer();
try {
  await throughput(server, runs);
  await memory(server, forMemory);
  const incomplete = (await runsOf(server)).filter(({ state }) => state !== "completed");
  console.log(`runs that did not complete: ${incomplete.length}`);
  process.exitCode = incomplete.length === 0 ? 0 : 1;
} finally {
  server.child.disconnect();
}
