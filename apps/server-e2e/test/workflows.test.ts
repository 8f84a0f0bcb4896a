import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createORPCClient, safe } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { coordinationContract } from "@rawr/server/src/capabilities/coordination/contract";
import { exampleWorkflow } from "@rawr/server/src/workflows/describe";
import { expect, onTestFinished, test, vi } from "vitest";
import { addressOf, type Running, start } from "./support/process.ts";

/** Long enough for a machine that does ten other things. */
const patient = { timeout: 60_000 };
const workflow = exampleWorkflow();
const contract = { coordination: coordinationContract };

type Client = JsonifiedClient<ContractRouterClient<typeof contract>>;

interface Server {
  readonly url: string;
  readonly token: string;
  readonly coordination: Client["coordination"];
  readonly running: Running;
  kill(): Promise<void>;
}

/** A folder for the state of a development server, gone when the test ends. */
function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rawr-hq-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The development server as a person starts it, but for its port and folder. */
async function server(state: string): Promise<Server> {
  const running = start("src/main.ts", ["--dev"], { RAWR_PORT: "0", RAWR_STATE: state });
  const kill = async () => {
    running.child.kill("SIGKILL");
    await running.finished;
  };
  onTestFinished(kill);
  const url = await addressOf(running);
  await vi.waitFor(() => expect(running.output.stderr).toContain("A workflow of ten desks"), patient);
  const token = /external:\n(\S+)/.exec(running.output.stderr)?.[1] ?? "";
  const headers = { authorization: `Bearer ${token}` };
  const client: Client = createORPCClient(
    new OpenAPILink(contract, { url: `${url}/api/workflows`, headers }),
  );
  return { url, token, running, kill, coordination: client.coordination };
}

const started = (entries: readonly { readonly event: { readonly type: string } }[]) =>
  entries.filter(({ event }) => event.type === "desk-started").length;

async function endOf({ coordination }: Server, id: string) {
  await vi.waitFor(
    async () => expect((await coordination.read({ id })).finishedHook?.settledAt ?? null).not.toBeNull(),
    patient,
  );
  return coordination.read({ id });
}

test("the printed curl starts a workflow of ten desks, which runs to its end", async () => {
  const { running, token, ...rest } = await server(stateFolder());
  const [, url, body] = /^curl .*? (http\S+\/runs) -d '(.+)'$/m.exec(running.output.stderr) ?? [];
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url ?? "", { method: "POST", headers, body: body ?? "" });
  expect(response.status).toBe(202);
  const { run, finishedHook } = await endOf({ running, token, ...rest }, "first");
  expect(run.state).toBe("completed");
  expect(finishedHook?.outcome).toBe("succeeded");
  expect(running.output.stdout.match(/"msg":"run finished"/g)).toHaveLength(1);
  expect(running.output.stdout).not.toContain(token);
});

test("an oRPC client reads runs and refusals with their types", async () => {
  const { coordination } = await server(stateFolder());
  const { run, isNew } = await coordination.trigger({ id: "typed", workflow, input: 1 });
  expect([run.id, isNew]).toEqual(["typed", true]);
  const { error, isDefined } = await safe(coordination.trigger({ id: "typed", workflow, input: 2 }));
  if (!isDefined || error.code !== "CONFLICT") throw new Error("not the error that was expected");
  expect(error.data.runId).toBe("typed");
  expect((await coordination.list({ workflow: "ten-desks" })).runs.map(({ id }) => id)).toEqual(["typed"]);
});

test("a server that is killed in the middle of its runs ends each of them once, with one record of its hook", async () => {
  const state = stateFolder();
  let host = await server(state);
  const ids = Array.from({ length: 12 }, (_, index) => `run-${index}`);
  await Promise.all(ids.map((id) => host.coordination.trigger({ id, workflow, input: id })));
  const progress = async (id: string) =>
    started((await host.coordination.timeline({ id, limit: 100 })).entries);
  await vi.waitFor(async () => expect(await progress("run-0")).toBeGreaterThan(2), {
    ...patient,
    interval: 5,
  });
  await host.kill();

  host = await server(state);
  for (const id of ids) {
    const { run, finishedHook } = await endOf(host, id);
    expect(run.state).toBe("completed");
    expect(finishedHook).toMatchObject({ runId: id, outcome: "succeeded" });
    const { entries } = await host.coordination.timeline({ id, limit: 100 });
    const types = entries.map(({ event }) => event.type);
    expect(types.filter((type) => type === "run-completed")).toHaveLength(1);
    expect(types.filter((type) => type === "desk-finished")).toHaveLength(10);
  }
  expect((await host.coordination.list({ limit: 100 })).runs).toHaveLength(12);
});

test("a server that is killed between the end of a run and its hook delivers to the hook at its next start", async () => {
  const state = stateFolder();
  let host = await server(state);
  const ids = Array.from({ length: 40 }, (_, index) => `run-${index}`);
  const small = { id: "small", desks: [{ kind: "note" as const, id: "only", value: 1 }], handoffs: [] };
  await Promise.all(ids.map((id) => host.coordination.trigger({ id, workflow: small })));
  /** Runs that have ended, and whose hook is not settled. */
  const between = async () => {
    const { runs } = await host.coordination.list({ state: "completed", limit: 100 });
    const read = await Promise.all(runs.map(({ id }) => host.coordination.read({ id })));
    return read.filter(({ finishedHook }) => (finishedHook?.settledAt ?? null) === null).length;
  };
  await vi.waitFor(async () => expect(await between()).toBeGreaterThan(0), { ...patient, interval: 1 });
  await host.kill();

  host = await server(state);
  for (const id of ids) {
    const { run, finishedHook } = await endOf(host, id);
    expect([id, run.state, finishedHook?.outcome]).toEqual([id, "completed", "succeeded"]);
  }
});

test("a second server does not take over the state of one that runs", async () => {
  const state = stateFolder();
  await server(state);
  const second = start("src/main.ts", ["--dev"], { RAWR_PORT: "0", RAWR_STATE: state });
  const { code, stderr } = await second.finished;
  expect(code).toBe(1);
  expect(stderr).toContain(
    `RAWR_STATE: expected a folder of this server's own, but another one uses "${state}"`,
  );
});
