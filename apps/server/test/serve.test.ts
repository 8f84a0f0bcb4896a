import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { issueToken } from "../src/credentials/issue-token.ts";
import { generateKeys } from "../src/credentials/keys.ts";
import { openSession, revokeSession } from "../src/credentials/session-register.ts";
import { openSessionDatabase } from "../src/credentials/session-table.ts";
import { serve } from "../src/serve.ts";
import { spyOnHeavyResources } from "./support/heavy-resources.ts";

const directory = mkdtempSync(join(tmpdir(), "rawr-hq-serve-"));
const { signing, verification } = await generateKeys();
const database = join(directory, "sessions.db");
const sessions = openSessionDatabase(database);
afterAll(() => {
  sessions.close();
  rmSync(directory, { recursive: true, force: true });
});

const production = {
  NODE_ENV: "production",
  RAWR_PORT: "0",
  RAWR_DATABASE: database,
  RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [verification] }),
  INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(32)}`,
  INNGEST_EVENT_KEY: "an-event-key",
};

/** Runs the server in this process until `stop`. */
function running(args: readonly string[], env: Record<string, string>) {
  const output = { stdout: "", stderr: "" };
  let stop = (): void => undefined;
  let listens = (_url: string): void => undefined;
  const url = new Promise<string>((resolve) => {
    listens = resolve;
  });
  const finished = serve(manifest, {
    args,
    env,
    stdout: {
      write(text: string) {
        output.stdout += text;
      },
    },
    stderr: {
      write(text: string) {
        output.stderr += text;
      },
    },
    stopped: () =>
      new Promise((resolve) => {
        stop = () => resolve("SIGTERM");
        listens(/"url":"([^"]+)"/.exec(output.stdout)?.[1] ?? "");
      }),
  });
  return { output, url, finished, stop: () => stop() };
}

async function started() {
  const server = running([], production);
  const url = await Promise.race([server.url, server.finished]);
  if (typeof url !== "string") throw new Error(server.output.stderr);
  onTestFinished(async () => {
    server.stop();
    await server.finished;
  });
  return { send: (path: string, init?: RequestInit) => fetch(`${url}${path}`, init) };
}

async function tokenOf(sub: string) {
  const expiresAt = new Date(Date.now() + 600_000);
  const sid = openSession(sessions, { subject: sub, class: "first-party", expiresAt });
  const families = ["rpc", "openapi", "workflows"] as const;
  const token = await issueToken(signing, { sub, sid, cls: "first-party" }, families);
  return { sid, headers: { authorization: `Bearer ${token}` } };
}

describe("does not start, says why in a line, and leaves nothing behind", () => {
  async function refused(args: readonly string[], env: Record<string, string>) {
    const { finished, output } = running(args, env);
    expect({ code: await finished, stdout: output.stdout }).toEqual({ code: 1, stdout: "" });
    return output.stderr;
  }

  test("when its port is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    vi.stubEnv("TMPDIR", directory);
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const args of [[], ["--dev"]]) {
      const env = args.length === 0 ? production : { RAWR_STATE: join(directory, "state") };
      expect(await refused(args, { ...env, RAWR_PORT: String(port) })).toBe(
        `The server does not start:\nRAWR_PORT: expected a port that is free, but ${port} is in use on 127.0.0.1: end what uses it, or set another (0 takes any that is free)\n`,
      );
    }
    expect(readdirSync(directory).filter((name) => name.startsWith("rawr-hq-dev-"))).toEqual([]);
  });

  test("when its address is another machine's", async () => {
    expect(await refused([], { ...production, RAWR_HOST: "192.0.2.1" })).toBe(
      'The server does not start:\nRAWR_HOST: expected an address of this machine, got "192.0.2.1"\n',
    );
  });

  test("when its environment says where Inngest finds it, or who is let in", async () => {
    for (const name of ["INNGEST_SERVE_PATH", "INNGEST_API_BASE_URL", "INNGEST_DEV"]) {
      expect(await refused([], { ...production, [name]: "1" })).toContain(name);
    }
  });

  test("when its database cannot be opened", async () => {
    const path = join(directory, "no", "sessions.db");
    const says = await refused([], { ...production, RAWR_DATABASE: path });
    expect(says).toContain("RAWR_DATABASE: expected the path of a session database");
    expect(says).toContain(`got "${path}"`);
    expect(says.trim().split("\n")).toHaveLength(2);
  });
});

describe("the production composition", () => {
  const post = { method: "POST" };
  /** [path, how, status, what a good token costs] */
  const routes: [string, RequestInit, number, { signatures: number; sessions: number }][] = [
    ["/rpc/system/whoami", post, 200, { signatures: 1, sessions: 1 }],
    ["/api/orpc/system/whoami", {}, 200, { signatures: 1, sessions: 1 }],
    ["/api/orpc/system/info", {}, 200, { signatures: 1, sessions: 1 }],
    ["/api/workflows/coordination/runs", post, 422, { signatures: 1, sessions: 1 }],
    ["/api/inngest", post, 401, { signatures: 0, sessions: 0 }],
    ["/api/orpc/openapi.json", {}, 200, { signatures: 0, sessions: 0 }],
    ["/healthz", {}, 200, { signatures: 0, sessions: 0 }],
  ];

  test("reaches the heavy resources once for a request that needs them, and not for others", async () => {
    const { send } = await started();
    const { headers } = await tokenOf("alice");
    for (const [path, init, status, cost] of routes) {
      const reached = spyOnHeavyResources(sessions);
      const response = await send(path, { ...init, headers });
      expect({ path, status: response.status, cost: reached() }).toEqual({ path, status, cost });
      await response.text();
    }
  });

  test("reaches them once for credentials that are wrong, and not for nobody", async () => {
    const { send } = await started();
    const { headers, sid } = await tokenOf("bob");
    revokeSession(sessions, sid);
    const forged = { authorization: `${headers.authorization.slice(0, -8)}AAAAAAAA` };
    for (const path of ["/rpc/system/whoami", "/api/workflows/coordination/runs"]) {
      const cases = [
        { headers: forged, cost: { signatures: 1, sessions: 0 } },
        { headers, cost: { signatures: 1, sessions: 1 } },
        { headers: {}, cost: { signatures: 0, sessions: 0 } },
      ];
      for (const { headers, cost } of cases) {
        const reached = spyOnHeavyResources(sessions);
        const response = await send(path, { ...post, headers });
        expect({ status: response.status, cost: reached() }).toEqual({ status: 401, cost });
        await response.text();
      }
    }
  });

  test("proves each of several requests by itself, also with equal tokens and ids", async () => {
    const { send } = await started();
    const { headers, sid } = await tokenOf("carol");
    const whoami = () =>
      send("/rpc/system/whoami", { ...post, headers: { ...headers, "x-request-id": "same" } });
    const reached = spyOnHeavyResources(sessions);
    const answers = await Promise.all([whoami(), whoami(), whoami()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(reached()).toEqual({ signatures: 3, sessions: 3 });
    revokeSession(sessions, sid);
    expect((await whoami()).status).toBe(401);
    expect(reached()).toEqual({ signatures: 4, sessions: 4 });
  });
});
