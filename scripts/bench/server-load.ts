/**
 * 200 callers at once, good and bad mixed, against the host on loopback: every answer is checked, and the
 * latency (and processor time) is compared with the same server whose callers are resolved without the heavy-middleware construct.
 *
 *   node --import tsx scripts/bench/server-load.ts [seconds per variant, default 30]
 *
 * Exits with 1 when an answer was wrong, or the construct cost more than its budget at the 99th percentile.
 */
import { type ChildProcess, fork } from "node:child_process";
import { Agent, type RequestOptions, request } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const program = fileURLToPath(new URL("../../apps/server/test/load/serve.ts", import.meta.url));
const concurrency = 200;
/** Short and alternating, so that what else the machine does falls on all variants alike. */
const sliceSeconds = 1;
const budget = 0.05;

const ready = z.object({
  url: z.url(),
  shots: z.array(
    z.object({
      path: z.string(),
      method: z.string(),
      authorization: z.string().optional(),
      status: z.int(),
      subject: z.string().optional(),
    }),
  ),
});

type Ready = z.infer<typeof ready>;
type Shot = Ready["shots"][number];

/** construct: as shipped. inline: the same evaluation without the construct. none: a lookup, no evaluation. */
const variants = ["none", "inline", "construct"] as const;
type Variant = (typeof variants)[number];

interface Slice {
  readonly milliseconds: number[];
  readonly wrong: string[];
  /** Of the server's process, in milliseconds an answer. */
  cpu: number;
}

async function load({ child, ready, agent }: Server, seconds: number): Promise<Slice> {
  const { url, shots } = ready;
  const slice: Slice = { milliseconds: [], wrong: [], cpu: 0 };
  const { hostname, port } = new URL(url);
  const end = performance.now() + seconds * 1000;
  const before = await cpuOf(child);
  let next = 0;
  async function shooter(): Promise<void> {
    while (performance.now() < end) {
      const shot = shots[(next++ * 7919) % shots.length];
      if (shot === undefined) return;
      const headers = {
        "x-request-id": "same",
        ...(shot.authorization && { authorization: shot.authorization }),
      };
      const started = performance.now();
      const answer = await fire({ agent, hostname, port, path: shot.path, method: shot.method, headers });
      slice.milliseconds.push(performance.now() - started);
      if (!isRight(shot, answer))
        slice.wrong.push(`${shot.method} ${shot.path}: ${answer.status} ${answer.body}`);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, shooter));
  slice.cpu = ((await cpuOf(child)) - before) / slice.milliseconds.length;
  return slice;
}

/** Milliseconds of processor time that the server has used so far. */
function cpuOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("message", (cpu: number) => resolve(cpu));
    child.send("cpu");
  });
}

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

function fire(options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      let body = "";
      incoming.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      incoming.on("end", () => resolve({ status: incoming.statusCode, body })).on("error", reject);
    });
    outgoing.on("error", reject).end();
  });
}

function isRight({ status, subject, path }: Shot, answer: Answer): boolean {
  if (answer.status !== status) return false;
  const parsed = JSON.parse(answer.body);
  const body = path.startsWith("/rpc") ? parsed.json : parsed;
  return subject === undefined ? body.code === "UNAUTHORIZED" : body.subject === subject;
}

interface Server {
  readonly child: ChildProcess;
  readonly ready: Ready;
  /** Its connections outlive a slice: opening 200 at once is not what is measured. */
  readonly agent: Agent;
}

function startServer(variant: Variant): Promise<Server> {
  const child = fork(program, [variant], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", () => reject(new Error(`the ${variant} server ended`)));
    child.once("message", (message) => resolve({ child, ready: ready.parse(message), agent }));
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function measure(seconds: number): Promise<number> {
  const servers: [Variant, Server][] = [];
  for (const variant of variants) servers.push([variant, await startServer(variant)]);
  for (const [, server] of servers) await load(server, 2);

  const slices = new Map<Variant, Slice[]>(variants.map((variant) => [variant, []]));
  for (let done = 0; done < seconds; done += sliceSeconds) {
    servers.push(...servers.splice(0, 1));
    for (const [variant, server] of servers) slices.get(variant)?.push(await load(server, sliceSeconds));
  }
  for (const [, { child, agent }] of servers) {
    agent.destroy();
    child.removeAllListeners("exit").disconnect();
  }
  return report(slices);
}

/** Percentiles are medians over the slices: one slice that the machine disturbed decides nothing. */
function report(all: ReadonlyMap<Variant, readonly Slice[]>): number {
  const summary = new Map<Variant, { p99: number; cpu: number }>();
  let wrong = 0;
  for (const [variant, slices] of all) {
    const median = (figure: (slice: Slice) => number) => quantile(slices.map(figure), 0.5);
    const at = (share: number) => median(({ milliseconds }) => quantile(milliseconds, share));
    const cpu = median((slice) => slice.cpu);
    const answers = slices.reduce((sum, { milliseconds }) => sum + milliseconds.length, 0);
    const mistakes = slices.flatMap((slice) => slice.wrong);
    wrong += mistakes.length;
    summary.set(variant, { p99: at(0.99), cpu });
    const latency = [0.5, 0.95, 0.99].map((share) => at(share).toFixed(1)).join(" / ");
    console.log(
      `${variant.padEnd(9)} ${answers} answers, wrong ${mistakes.length}, ` +
        `p50/p95/p99 ${latency} ms, server cpu ${cpu.toFixed(3)} ms an answer`,
    );
    for (const example of mistakes.slice(0, 5)) console.log(`  ${example}`);
  }
  return conclude(summary, wrong);
}

function conclude(summary: ReadonlyMap<Variant, { p99: number; cpu: number }>, wrong: number): number {
  const [none, inline, construct] = variants.map((variant) => summary.get(variant));
  if (!none || !inline || !construct) throw new Error("a variant was not measured");
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const overhead = { p99: construct.p99 / inline.p99 - 1, cpu: construct.cpu / inline.cpu - 1 };
  console.log(
    `evaluation adds: p99 ${(inline.p99 - none.p99).toFixed(1)} ms, cpu ${(inline.cpu - none.cpu).toFixed(3)} ms an answer`,
  );
  console.log(
    `construct over the bare evaluation: p99 ${percent(overhead.p99)}, cpu ${percent(overhead.cpu)}`,
  );
  return wrong > 0 || overhead.p99 > budget ? 1 : 0;
}

process.exitCode = await measure(Number(process.argv[2] ?? 30));
