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
import { type Caller, createHost, type HeavyMiddleware } from "@rawr/server";
import {
  bodyLimits,
  callerEvaluation,
  createCallerMiddleware,
  createDevelopmentCredentials,
  createLogger,
  issueToken,
  keepEvaluation,
  listen,
  openSession,
  revokeSession,
} from "@rawr/server/embed";
import manifest from "../../rawr.hq.ts";

const concurrency = 200;
/** Short and alternating, so that what else the machine does falls on all variants alike. */
const sliceSeconds = 1;
const budget = 0.05;

/** One way to call, and the only right answer. `subject` is what a good answer must echo. */
interface Shot {
  readonly path: string;
  readonly method: string;
  readonly authorization: string | undefined;
  readonly status: number;
  readonly subject: string | undefined;
}

/** construct: as shipped. inline: the same evaluation without the construct. none: a lookup, no evaluation. */
const variants = ["none", "inline", "construct"] as const;
type Variant = (typeof variants)[number];

interface Ready {
  readonly url: string;
  readonly shots: readonly Shot[];
}

interface Slice {
  readonly milliseconds: number[];
  readonly wrong: string[];
  /** Of the server's process, in milliseconds an answer. */
  cpu: number;
}

async function serve(variant: Variant): Promise<Ready> {
  const credentials = await createDevelopmentCredentials();
  process.once("disconnect", () => {
    credentials.discard();
    process.exit();
  });
  const { shots, known } = await createShots(credentials);
  const caller = callerFor(variant, credentials, known);
  const log = createLogger({ write: () => undefined });
  const host = await createHost(manifest, { caller, log, limits: bodyLimits });
  const limits = { headersMilliseconds: 10_000, drainMilliseconds: 1000 };
  const { url } = await listen(host, { hostname: "127.0.0.1", port: 0, ...limits });
  return { url, shots };
}

type Credentials = Awaited<ReturnType<typeof createDevelopmentCredentials>>;
/** Who each authorization header stands for, or the error that it earns. */
type Known = Map<string | null, Caller | Error>;

function callerFor(variant: Variant, credentials: Credentials, known: Known): HeavyMiddleware<"caller"> {
  if (variant === "construct") return createCallerMiddleware(credentials);
  const evaluate = callerEvaluation(credentials);
  const keep = (request: Request, value: Caller) => {
    keepEvaluation(request, "caller", { state: "succeeded", value });
    return value;
  };
  if (variant === "inline") {
    return { marker: "caller", run: async (context) => keep(context.request, await evaluate(context)) };
  }
  return {
    marker: "caller",
    async run({ request, family }) {
      const header = request.headers.get("authorization");
      const found = known.get(header && `${family} ${header}`);
      if (found === undefined || found instanceof Error) throw found;
      return keep(request, found);
    },
  };
}

async function createShots(credentials: Credentials): Promise<{ shots: Shot[]; known: Known }> {
  const { sessions, signing } = credentials;
  const good: string[] = [];
  const subjects: string[] = [];
  for (let index = 0; index < 60; index++) {
    const subject = `caller-${index}`;
    const callerClass = index % 2 === 0 ? "first-party" : "trusted-service";
    const sid = openSession(sessions, {
      subject,
      class: callerClass,
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    good.push(await issueToken(signing, { sub: subject, sid, cls: callerClass }, ["rpc", "openapi"]));
    subjects.push(subject);
  }
  const shots: Shot[] = good.flatMap((token, index) => [
    { path: "/rpc/system/whoami", method: "POST", ...right(token, subjects[index]) },
    { path: "/api/orpc/system/whoami", method: "GET", ...right(token, subjects[index]) },
  ]);
  for (const token of await badTokens(credentials, good[0] ?? "")) {
    const refused = { authorization: token && `Bearer ${token}`, status: 401, subject: undefined };
    shots.push({ path: "/rpc/system/whoami", method: "POST", ...refused });
    shots.push({ path: "/api/orpc/system/whoami", method: "GET", ...refused });
  }
  return { shots, known: await resolveAll(credentials, shots) };
}

function right(token: string, subject: string | undefined) {
  return { authorization: `Bearer ${token}`, status: 200, subject };
}

/** Nobody, forged, expired, for another family, revoked: five of each, a third of all shots. */
async function badTokens({ sessions, signing }: Credentials, good: string): Promise<(string | undefined)[]> {
  const tokens: (string | undefined)[] = [];
  for (let index = 0; index < 6; index++) {
    const subject = `bad-${index}`;
    const expiresAt = new Date(Date.now() + 3_600_000);
    const sid = openSession(sessions, { subject, class: "first-party", expiresAt });
    const claims = { sub: subject, sid, cls: "first-party" } as const;
    const hourAgo = new Date(Date.now() - 3_600_000);
    tokens.push(undefined, `${good.slice(0, -8)}AAAAAAA${index}`);
    tokens.push(await issueToken(signing, claims, ["rpc", "openapi"], hourAgo));
    tokens.push(await issueToken(signing, claims, ["workflows"]));
    const revoked = openSession(sessions, { subject, class: "first-party", expiresAt });
    tokens.push(await issueToken(signing, { ...claims, sid: revoked }, ["rpc", "openapi"]));
    revokeSession(sessions, revoked);
  }
  return tokens;
}

async function resolveAll(credentials: Credentials, shots: readonly Shot[]): Promise<Known> {
  const known: Known = new Map([[null, { kind: "nobody" }]]);
  const evaluate = callerEvaluation(credentials);
  for (const { path, authorization } of shots) {
    if (authorization === undefined) continue;
    const family = path.startsWith("/rpc") ? "rpc" : "openapi";
    const request = new Request(`http://host${path}`, { headers: { authorization } });
    const context = { request, family, requestId: "", registrations: [] } as const;
    const found = await evaluate(context).catch((error: unknown) => error);
    known.set(`${family} ${authorization}`, found instanceof Error ? found : (found as Caller));
  }
  return known;
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
  const child = fork(fileURLToPath(import.meta.url), ["serve", variant], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", () => reject(new Error(`the ${variant} server ended`)));
    child.once("message", (ready: Ready) => resolve({ child, ready, agent }));
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
    `evaluation: p99 +${(inline.p99 - none.p99).toFixed(1)} ms, cpu +${(inline.cpu - none.cpu).toFixed(3)} ms an answer`,
  );
  console.log(
    `construct over the bare evaluation: p99 ${percent(overhead.p99)}, cpu ${percent(overhead.cpu)}`,
  );
  return wrong > 0 || overhead.p99 > budget ? 1 : 0;
}

const [first, second] = process.argv.slice(2);
const variant = variants.find((name) => name === second);
if (first === "serve" && variant !== undefined) {
  process.send?.(await serve(variant));
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  });
} else process.exitCode = await measure(Number(first ?? 30));
