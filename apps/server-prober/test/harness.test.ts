import { safe } from "@orpc/client";
import { revokeSession } from "@rawr/server/src/credentials/session-register";
import type { Host } from "@rawr/server/src/host";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { inProcessClient } from "./prober/clients/in-process.ts";
import { openApiClient } from "./prober/clients/openapi.ts";
import { rpcLinkClient } from "./prober/clients/rpc-link.ts";
import { runtimeOf } from "./prober/clients/runtime.ts";
import { workflowsClientAs } from "./prober/clients/workflows.ts";
import { composeHost } from "./prober/composed-host.ts";
import { type ServerProcess, startServerProcess } from "./prober/server-process.ts";
import { type BearerCaller, subjects } from "./prober/target.ts";

/** Long enough for a machine that does ten other things. */
const patient = { timeout: 60_000, interval: 20 };
const workflow = { id: "probe", desks: [{ kind: "note" as const, id: "only", value: 1 }], handoffs: [] };
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
});
afterAll(() => server.stop());

const inProcess = (host: Host, token?: string) => inProcessClient(host, token);
const rpc = (token?: string) => rpcLinkClient(server.url, token);
const openApi = (token?: string) => openApiClient(server.url, token);
const workflows = (token?: string) => workflowsClientAs(server.url, token);
const runtime = (signingKey?: string) => runtimeOf(server, signingKey);

const told = (caller: BearerCaller) => ({ kind: subjects[caller].class, subject: subjects[caller].subject });

/** A token that was right until its session was revoked. */
async function revokedToken(): Promise<string> {
  const token = await server.tokenOf("first party");
  const claims: { sid: string } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  revokeSession(server.sessions, claims.sid);
  return token;
}

async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  const { error } = await safe(call);
  return error !== null && "code" in error ? error.code : error;
}

describe("an in-process client", () => {
  async function host() {
    const composed = await composeHost(manifest, server.material);
    onTestFinished(() => composed.close());
    return composed.host;
  }

  test("is answered as who it proves to be", async () => {
    const client = inProcess(await host(), await server.tokenOf("first party"));
    expect(await client.system.whoami()).toEqual(told("first party"));
  });

  test("is refused without credentials, and as an external caller", async () => {
    const inside = await host();
    expect(await refusalOf(inProcess(inside).system.whoami())).toBe("UNAUTHORIZED");
    const external = inProcess(inside, await server.tokenOf("external"));
    expect(await refusalOf(external.system.whoami())).toBe("UNAUTHORIZED");
  });
});

describe("an RPC link", () => {
  test("is answered as who it proves to be", async () => {
    for (const caller of ["first party", "trusted service"] as const) {
      const client = rpc(await server.tokenOf(caller));
      expect(await client.system.whoami()).toEqual(told(caller));
    }
    expect(await rpc(server.commandToken).system.whoami()).toEqual(told("CLI"));
  });

  test("is refused without credentials, with revoked ones, and as an external caller", async () => {
    for (const token of [undefined, await revokedToken(), await server.tokenOf("external")]) {
      expect(await refusalOf(rpc(token).system.whoami())).toBe("UNAUTHORIZED");
    }
  });
});

describe("an OpenAPI client", () => {
  test("is answered as who it proves to be, and nobody reads what is public", async () => {
    const client = openApi(await server.tokenOf("external"));
    expect(await client.system.whoami()).toEqual(told("external"));
    expect(await openApi().system.info()).toMatchObject({ name: "rawr-hq" });
  });

  test("is refused without credentials, and with revoked ones", async () => {
    for (const token of [undefined, await revokedToken()]) {
      expect(await refusalOf(openApi(token).system.whoami())).toBe("UNAUTHORIZED");
    }
  });
});

describe("a workflow trigger", () => {
  test("starts a run, which goes to its end, and whose finished hook is delivered", async () => {
    const driving = runtime();
    await driving.start();
    onTestFinished(() => driving.stop());
    const client = workflows(await server.tokenOf("external"));
    const { run, sent } = await client.trigger({ id: "harness-run", workflow });
    expect([run.state, sent]).toEqual(["queued", true]);
    await vi.waitFor(async () => {
      const { finishedHook } = await client.read({ id: "harness-run" });
      expect(finishedHook?.outcome).toBe("succeeded");
    }, patient);
    expect((await client.read({ id: "harness-run" })).run.state).toBe("completed");
  });

  test("starts nothing without credentials, and with revoked ones", async () => {
    const before = server.traces();
    for (const token of [undefined, await revokedToken()]) {
      const client = workflows(token);
      expect(await refusalOf(client.trigger({ id: "never", workflow }))).toBe("UNAUTHORIZED");
    }
    expect(server.traces()).toBe(before);
    const known = workflows(await server.tokenOf("first party"));
    expect(await refusalOf(known.read({ id: "never" }))).toBe("RUN_NOT_FOUND");
  });
});

describe("the runtime", () => {
  test("registers and carries out runs by the signing key, and by the previous one", async () => {
    for (const key of Object.values(server.runtime)) {
      const id = key === server.runtime.signingKey ? "by-the-key" : "by-the-previous-key";
      const driving = runtime(key);
      await driving.start();
      const client = workflows(await server.tokenOf("first party"));
      await client.trigger({ id, workflow });
      await vi.waitFor(async () => expect((await client.read({ id })).run.state).toBe("completed"), patient);
      await driving.stop();
    }
  });

  test("is refused by any other key, and what it delivers is not carried out", async () => {
    const before = server.traces();
    const stranger = runtime(`signkey-probe-${"e5".repeat(32)}`);
    onTestFinished(() => stranger.stop());
    await expect(stranger.start()).rejects.toThrow();
    expect(server.traces()).toBe(before);
  });
});
