import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeys } from "@rawr/server/src/credentials/keys";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { addressOf, type Running, start } from "./support/process.ts";

/** Long enough for a machine that does ten other things. */
const patient = { timeout: 60_000 };
const directory = mkdtempSync(join(tmpdir(), "rawr-hq-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const { signing, verification } = await generateKeys();
const production = {
  NODE_ENV: "production",
  RAWR_PORT: "0",
  RAWR_DATABASE: join(directory, "sessions.db"),
  RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [verification] }),
  INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(32)}`,
  INNGEST_EVENT_KEY: "an-event-key",
};
const issuer = { RAWR_DATABASE: production.RAWR_DATABASE, RAWR_SIGNING_KEY: JSON.stringify(signing) };

function server(args: readonly string[], env: Record<string, string>): Running {
  const running = start("src/main.ts", args, env);
  onTestFinished(() => void running.child.kill("SIGKILL"));
  return running;
}

const credentials = (args: readonly string[], env: Record<string, string>) =>
  start("src/cli.ts", args, env).finished;

test.each([
  ["without keys", { ...production, RAWR_VERIFICATION_KEYS: "" }],
  ["with a private key", { ...production, RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [signing] }) }],
])("the server does not start %s", async (_, env) => {
  const { code, stdout, stderr } = await server([], env).finished;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("The server does not start:\nRAWR_VERIFICATION_KEYS");
  expect(stderr).not.toContain(signing.d);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([
  [
    "without a signing key",
    { INNGEST_SIGNING_KEY: "" },
    "INNGEST_SIGNING_KEY: expected the signing key of Inngest",
  ],
  ["with a signing key that is none", { INNGEST_SIGNING_KEY: "sesame" }, "INNGEST_SIGNING_KEY: expected"],
  ["with INNGEST_DEV", { INNGEST_DEV: "1" }, "INNGEST_DEV: is set"],
  ["with INNGEST_DEV, even when it says no", { INNGEST_DEV: "0" }, "INNGEST_DEV: is set"],
  [
    "with a setting that lets strangers register",
    { INNGEST_ENABLE_UNAUTHED_SYNC: "true" },
    "INNGEST_ENABLE_UNAUTHED_SYNC",
  ],
])("the server does not start in production %s", async (_, env, says) => {
  const { code, stderr } = await server([], { ...production, ...env }).finished;
  expect(code).toBe(1);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("sesame");
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("in production, a token from the command line works until its session is revoked", async () => {
  const running = server([], production);
  const url = await addressOf(running);
  const issued = await credentials(["token", "--class", "trusted-service", "--subject", "nightly"], issuer);
  expect(issued.code).toBe(0);
  const headers = { authorization: `Bearer ${issued.stdout.trim()}` };
  const whoami = () => fetch(`${url}/rpc/system/whoami`, { method: "POST", headers });

  const answer = await whoami();
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({ json: { kind: "trusted-service", subject: "nightly" } });

  const session = issued.stderr.replace("session ", "").trim();
  expect(await credentials(["revoke", session], issuer)).toMatchObject({ code: 0, stdout: "revoked\n" });
  expect((await whoami()).status).toBe(401);
  expect(await credentials(["revoke", session], issuer)).toMatchObject({ code: 1, stdout: "" });

  running.child.kill("SIGTERM");
  const { code, stdout, stderr } = await running.finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line): { msg: string } => JSON.parse(line));
  expect(lines.map(({ msg }) => msg)).toEqual(["listening", "request", "request", "stopping", "stopped"]);
  expect(stdout).not.toContain(issued.stdout.trim());
});

test("development mode binds to loopback and prints a token for each class", async () => {
  const running = server(["--dev"], { RAWR_PORT: "0" });
  const url = await addressOf(running);
  expect(new URL(url).hostname).toBe("127.0.0.1");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  await vi.waitFor(() => expect(running.output.stderr).toContain("pnpm --filter"), patient);
  const subjects = [];
  for (const [token] of running.output.stderr.matchAll(/^eyJ\S+$/gm)) {
    const response = await fetch(`${url}/api/orpc/system/whoami`, {
      headers: { authorization: `Bearer ${token}` },
    });
    subjects.push(await response.json());
  }
  expect(subjects).toEqual([
    { kind: "first-party", subject: "dev-first-party" },
    { kind: "trusted-service", subject: "dev-trusted-service" },
    { kind: "external", subject: "dev-external" },
  ]);
  running.child.kill("SIGINT");
  expect((await running.finished).code).toBe(0);
});

test("a request that is under way when the server is told to stop still gets its answer", async () => {
  const running = server(["--dev"], { RAWR_PORT: "0" });
  const url = await addressOf(running);
  await vi.waitFor(() => expect(running.output.stderr).toContain("pnpm --filter"), patient);
  const token = /first-party:\n(\S+)/.exec(running.output.stderr)?.[1];
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    expect: "100-continue",
  };
  const sending = request(`${url}/rpc/system/capabilities`, {
    method: "POST",
    headers,
    agent: new Agent({ keepAlive: true }),
  });
  const answer = once(sending, "response");
  sending.flushHeaders();
  await once(sending, "continue");
  sending.write('{"json":');

  running.child.kill("SIGTERM");
  await vi.waitFor(() => expect(running.output.stdout).toContain('"msg":"stopping"'), patient);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  sending.end("{}}");
  const [response] = await answer;
  expect(response.resume().statusCode).toBe(200);
  expect((await running.finished).code).toBe(0);
});

test("the command line says how it is used, and makes keys that the server takes", async () => {
  expect(await credentials([], {})).toMatchObject({ code: 3, stdout: "" });
  expect(await credentials(["token", "--class", "root", "--subject", "x"], issuer)).toMatchObject({
    code: 3,
  });
  const { stdout } = await credentials(["keys"], {});
  const keys = /^RAWR_VERIFICATION_KEYS='(.+)'$/m.exec(stdout)?.[1] ?? "";
  const running = server([], { ...production, RAWR_VERIFICATION_KEYS: keys });
  expect(await addressOf(running)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
