import { expect, test } from "vitest";
import { exampleWorkflow } from "../src/workflows/describe.ts";
import { testCredentials } from "./support/credentials.ts";
import { testWorkflows } from "./support/workflows.ts";

const credentials = await testCredentials();
const { url, lines, said } = await testWorkflows(credentials);
const headers = {
  authorization: `Bearer ${credentials.tokens.external}`,
  "content-type": "application/json",
};
const runs = `${url}/api/workflows/coordination/runs`;
const workflow = exampleWorkflow();

async function post(body: unknown, more: Record<string, string> = {}) {
  const response = await fetch(runs, {
    method: "POST",
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

async function get(path: string) {
  const response = await fetch(`${runs}${path}`, { headers });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function ended(id: string) {
  await expect
    .poll(async () => (await get(`/${id}`)).body.finishedHook?.outcome, { timeout: 20_000 })
    .toBe("succeeded");
  return (await get(`/${id}`)).body;
}

test("a workflow of ten desks runs to its end, its hook has one record, and its timeline says so in order", async () => {
  const started = await post({ id: "ten", workflow, input: "desk 1" });
  expect(started).toMatchObject({ status: 202, body: { isNew: true, sent: true, run: { id: "ten" } } });
  const { run, finishedHook } = await ended("ten");
  expect(run.state).toBe("completed");
  expect(finishedHook).toMatchObject({ runId: "ten", outcome: "succeeded" });
  expect(finishedHook.attempts).toHaveLength(1);
  const { body } = await get("/ten/timeline?limit=100");
  expect(body.entries.map((entry: { event: { type: string; desk?: string } }) => entry.event)).toMatchObject([
    { type: "run-queued" },
    { type: "run-started" },
    ...workflow.desks.flatMap(({ id }) => [
      { type: "desk-started", desk: id, attempt: 1 },
      { type: "desk-finished", desk: id, attempt: 1 },
    ]),
    { type: "run-completed" },
  ]);
  const rest = await get("/ten/timeline?limit=2&after=21");
  expect(rest.body.entries.map((entry: { sequence: number }) => entry.sequence)).toEqual([22, 23]);
});

test("the same request under the same id is the same run; another one is a conflict", async () => {
  const request = { id: "same", workflow, input: { n: 1 } };
  const [first, second] = await Promise.all([post(request), post(request)]);
  expect([first.body.isNew, second.body.isNew].sort()).toEqual([false, true]);
  expect(await post(request)).toMatchObject({ status: 202, body: { isNew: false } });
  expect(await post({ ...request, input: { n: 2 } })).toMatchObject({
    status: 409,
    body: { defined: true, code: "CONFLICT", data: { runId: "same" } },
  });
  await ended("same");
});

test("a run without an id is given one", async () => {
  const one = await post({ workflow });
  const other = await post({ workflow });
  expect(one.status).toBe(202);
  expect(one.body.run.id).not.toBe(other.body.run.id);
});

const note = (id: string) => ({ kind: "note", id, value: null });

test.each([
  [
    "a cycle",
    {
      desks: [note("a"), note("b"), note("c")],
      handoffs: [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
        { from: "c", to: "b" },
      ],
    },
    { code: "cycle", desks: ["b", "c"] },
  ],
  [
    "a handoff to nobody",
    { desks: [note("a")], handoffs: [{ from: "a", to: "z" }] },
    { code: "handoff-unknown-desk", handoff: { from: "a", to: "z" }, desk: "z" },
  ],
  [
    "two desks of one id",
    { desks: [note("a"), note("a")], handoffs: [] },
    { code: "desk-repeated", desk: "a" },
  ],
  [
    "two entries",
    { desks: [note("a"), note("b")], handoffs: [] },
    { code: "entry-repeated", desks: ["a", "b"] },
  ],
  [
    "reading ahead",
    {
      desks: [{ kind: "pick", id: "a", source: { from: "desk", desk: "b" } }, note("b")],
      handoffs: [{ from: "a", to: "b" }],
    },
    { code: "reads-ahead", desk: "a", read: "b" },
  ],
])("%s is refused, and the desks or handoffs are named", async (_, graph, problem) => {
  expect(await post({ workflow: { id: "w", ...graph } })).toMatchObject({
    status: 422,
    body: { defined: true, code: "WORKFLOW_INVALID", data: { problems: [problem] } },
  });
});

test("a desk that fits no kind is refused with its place", async () => {
  const desks = [note("a"), { kind: "teleport", id: "b" }];
  const { status, body } = await post({ workflow: { id: "w", desks, handoffs: [{ from: "a", to: "b" }] } });
  expect({ status, code: body.code }).toEqual({ status: 422, code: "INPUT_VALIDATION_FAILED" });
  expect(body.data.issues[0].path).toContain("workflow.desks.1");
});

test("runs are listed the newest first, page by page, and by state and workflow", async () => {
  const small = { id: "listed", desks: [note("a")], handoffs: [] };
  for (const id of ["l1", "l2", "l3"]) {
    await post({ id, workflow: small });
    await ended(id);
  }
  const seen: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const { status, body } = await get(
      `?workflow=listed&limit=2${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`,
    );
    expect(status).toBe(200);
    seen.push(...body.runs.map((run: { id: string }) => run.id));
    after = body.next;
  }
  expect(seen).toEqual(["l3", "l2", "l1"]);
  expect((await get("?workflow=listed&state=failed")).body.runs).toEqual([]);
  expect(await get("?after=nonsense")).toMatchObject({ status: 422, body: { code: "CURSOR_INVALID" } });
  expect((await get("?limit=0")).body.code).toBe("INPUT_VALIDATION_FAILED");
});

test.each(["/none", "/none/timeline"])("a run that is not there is named: %s", async (path) => {
  expect(await get(path)).toMatchObject({
    status: 404,
    body: { defined: true, code: "RUN_NOT_FOUND", data: { runId: "none" } },
  });
});

test("the document describes every route, with its own refusals", async () => {
  const document = JSON.parse(await (await fetch(`${url}/api/workflows/openapi.json`)).text());
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      "/coordination/runs",
      "/coordination/runs/{id}",
      "/coordination/runs/{id}/timeline",
    ]),
  );
  expect(document.servers).toEqual([{ url: "/api/workflows" }]);
  expect(Object.keys(document.paths["/coordination/runs"].post.responses)).toEqual(
    expect.arrayContaining(["202", "409", "422"]),
  );
});

test("a correlation id that can be used comes back and is logged; another is replaced", async () => {
  const sent = await post({ id: "correlated", workflow }, { "x-correlation-id": "order-4711" });
  expect(sent.headers.get("x-correlation-id")).toBe("order-4711");
  expect(
    lines.some(
      (line) => line.includes('"correlationId":"order-4711"') && line.includes('"family":"workflows"'),
    ),
  ).toBe(true);
  const { body } = await get("/correlated/timeline?limit=1");
  expect(body.entries[0].event).toEqual({
    type: "run-queued",
    trace: { requestId: sent.headers.get("x-request-id"), correlationId: "order-4711" },
  });
  await ended("correlated");
  const messages = said.filter((line) => line.includes("order-4711")).map((line) => JSON.parse(line).msg);
  expect(new Set(messages)).toEqual(new Set(["delivery", "run finished"]));
  for (const bad of ["two words", "x".repeat(65), "aaaaaaaa.bbbbbbbb.cccccccc"]) {
    const answer = await post({ id: "correlated", workflow }, { "x-correlation-id": bad });
    expect(answer.headers.get("x-correlation-id")).toBe(answer.headers.get("x-request-id"));
  }
});
