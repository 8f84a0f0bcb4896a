import { describe, expect, onTestFinished, test } from "vitest";
import { createIngress, createInngestClient } from "../src/index.ts";
import { openedStore } from "./support/database.ts";
import { signatureOf, signingKey } from "./support/executor.ts";
import { silent, startHost } from "./support/host.ts";
import { oneNote } from "./support/workflows.ts";

async function host() {
  const started = await startHost({
    store: openedStore(),
    handlers: {},
    hook: undefined,
    hookTimeoutMs: 1_000,
  });
  onTestFinished(started.close);
  await started.coordination.queueRun({ id: "r-1", workflow: oneNote, input: null });
  return started;
}

const event = { name: "coordination/run.requested", data: { runId: "r-1", key: "r-1.0" } };
const body = {
  version: 2,
  event,
  events: [event],
  steps: {},
  ctx: {
    run_id: "x",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
};
const query = "?fnId=hq-run-workflow&stepId=step";
const seconds = () => Math.floor(Date.now() / 1_000);
const otherKey = `signkey-test-${"ab".repeat(32)}`;

const requests: [string, string, string, (() => string) | undefined][] = [
  ["an unsigned POST", "POST", query, undefined],
  ["a forged POST", "POST", query, () => `t=${seconds()}&s=${"0".repeat(64)}`],
  ["a POST signed with another key", "POST", query, () => signatureOf(body, otherKey)],
  ["a POST signed for another body", "POST", query, () => signatureOf({ ...body, version: 1 })],
  ["a POST signed six minutes ago", "POST", query, () => signatureOf(body, signingKey, seconds() - 360)],
  ["an unsigned probe", "POST", "?probe=trust", undefined],
  ["an unsigned GET", "GET", "", undefined],
  ["an unsigned PUT", "PUT", "", undefined],
  ["an unsigned PUT in band", "PUT", "?sync", undefined],
  ["an unsigned DELETE", "DELETE", query, undefined],
];

describe("the ingress", () => {
  test.each(requests)(
    "answers 401 to %s, tells nothing and changes nothing",
    async (_, method, path, sign) => {
      const { url, coordination } = await host();
      const response = await fetch(`${url}/api/inngest${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          "x-inngest-server-kind": "dev",
          "x-inngest-sync-kind": "in_band",
          ...(sign === undefined ? {} : { "x-inngest-signature": sign() }),
        },
        ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/hq|workflow|sdk|signkey/i);
      expect(coordination.read("r-1")).toMatchObject({ state: "queued" });
    },
  );

  test("lets in what is signed", async () => {
    const { url, coordination } = await host();
    const response = await fetch(`${url}/api/inngest${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-inngest-signature": signatureOf(body) },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(206);
    expect(coordination.read("r-1")).toMatchObject({ state: "running" });
  });

  const settings = { id: "hq", eventKey: "test", signingKey, logger: silent };

  test.each(["INNGEST_DEV", "INNGEST_ENABLE_UNAUTHED_SYNC", "INNGEST_BASE_URL"])(
    "does not open in production with %s set, whatever its value",
    (name) => {
      const client = createInngestClient(settings);
      const options = { client, functions: [] };
      for (const value of ["1", "0", ""]) {
        expect(() => createIngress({ ...options, mode: "production", env: { [name]: value } })).toThrow(name);
      }
      expect(createIngress({ ...options, mode: "production", env: {} })).toBeTypeOf("function");
    },
  );

  test.each(["", "signkey-test-", "signkey-test-abcd", "x".repeat(64), `signkey-test-${"5".repeat(33)}`])(
    "has no client with the signing key %j, and does not repeat it",
    (key) => {
      const settingsWith = { ...settings, signingKey: key };
      expect(() => createInngestClient(settingsWith)).toThrow(
        /^signingKey: expected "signkey-<environment>-" and at least 32 hexadecimal digits$/,
      );
      expect(() => createInngestClient({ ...settings, signingKeyFallback: key })).toThrow(
        /^signingKeyFallback: /,
      );
    },
  );
});
