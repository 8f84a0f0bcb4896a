import { implement, os } from "@orpc/server";
import { graphProblems, type Workflow } from "@rawr/coordination";
import { CursorRefused, defineFinishedHook, RunConflict, RunMissing } from "@rawr/coordination-inngest";
import { defineCapability } from "../../manifest.ts";
import { requireCaller } from "../../middleware/require-caller.ts";
import type { RequestContext } from "../../workflows/context.ts";
import { coordinationContract } from "./contract.ts";

/** Adds the store of runs, which a host that registers this capability has. */
const requireCoordination = os.$context<RequestContext>().middleware(({ context, next }) => {
  const { coordination } = context;
  if (coordination === undefined) throw new Error("the host was composed without coordination");
  return next({ context: { coordination } });
});

const base = implement(coordinationContract)
  .$context<RequestContext>()
  .use(requireCaller)
  .use(requireCoordination);

const trigger = base.trigger.handler(async ({ context, input, errors }) => {
  const { coordination, requestId, correlationId } = context;
  const workflow: Workflow = input.workflow;
  const problems = graphProblems(workflow);
  if (problems.length > 0) throw errors.WORKFLOW_INVALID({ data: { problems } });
  const id = input.id ?? `run-${crypto.randomUUID()}`;
  try {
    const trace = { requestId, correlationId };
    return await coordination.queueRun({ id, workflow, input: input.input, trace });
  } catch (error) {
    if (error instanceof RunConflict) throw errors.CONFLICT({ data: { runId: error.runId }, cause: error });
    throw error;
  }
});

const read = base.read.handler(({ context: { coordination }, input: { id }, errors }) => {
  const run = coordination.read(id);
  if (run === undefined) throw errors.RUN_NOT_FOUND({ data: { runId: id } });
  return { run, finishedHook: coordination.readFinishedHook(id) ?? null };
});

const timeline = base.timeline.handler(({ context: { coordination }, input: { id, ...page }, errors }) => {
  try {
    return { entries: [...coordination.timeline(id, page)] };
  } catch (error) {
    if (error instanceof RunMissing) throw errors.RUN_NOT_FOUND({ data: { runId: id }, cause: error });
    throw error;
  }
});

const list = base.list.handler(({ context: { coordination }, input, errors }) => {
  const { workflow: workflowId, ...query } = input;
  try {
    const { items, next } = coordination.list({ ...query, workflowId });
    return { runs: [...items], next: next ?? null };
  } catch (error) {
    if (error instanceof CursorRefused) throw errors.CURSOR_INVALID({ cause: error });
    throw error;
  }
});

export const coordinationCapability = defineCapability({
  rawr: { kind: "workflows", capability: "coordination" },
  families: ["workflows"],
  contract: coordinationContract,
  router: base.router({ trigger, read, timeline, list }),
  workflows: {
    handlers: {},
    finishedHook: ({ log, correlationOf }) =>
      defineFinishedHook(({ runId, outcome, idempotencyKey }) => {
        log.info({ runId, correlationId: correlationOf(runId), outcome, idempotencyKey }, "run finished");
      }),
    finishedHookTimeoutMs: 10_000,
    functions: ({ functions }) => functions,
  },
});
