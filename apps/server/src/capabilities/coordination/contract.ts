import {
  finishedHookRecord,
  jsonValue,
  run,
  runState,
  safeId,
  timelineEntry,
  workflow,
} from "@rawr/coordination";
import { z } from "zod";
import { contract } from "../../contract/base.ts";
import { graphProblem } from "./graph-problem.ts";

const runNotFound = {
  RUN_NOT_FOUND: {
    status: 404,
    message: "There is no run with this id",
    data: z.object({ runId: z.string() }),
  },
};

/** The graph is judged by the procedure, whose refusal names desks and handoffs. */
const workflowShape = z.strictObject(workflow.shape);

const limit = z.coerce.number().int().min(1).max(100).default(20);

const trigger = contract
  .errors({
    CONFLICT: {
      status: 409,
      message: "The id belongs to a run of another workflow or input",
      data: z.object({ runId: z.string() }),
    },
    WORKFLOW_INVALID: {
      status: 422,
      message: "The desks and handoffs do not form a workflow",
      data: z.object({ problems: z.array(graphProblem).readonly() }),
    },
  })
  .route({
    method: "POST",
    path: "/coordination/runs",
    summary: "Starts a workflow; the same request under the same id is the same run",
    successStatus: 202,
    tags: ["coordination"],
  })
  .input(z.strictObject({ id: safeId.optional(), workflow: workflowShape, input: jsonValue.default(null) }))
  .output(
    z.object({
      run,
      /** Whether this request made it. */
      isNew: z.boolean(),
      /** Whether the runtime has it already; if not, the host sends it later. */
      sent: z.boolean(),
    }),
  );

const read = contract
  .errors(runNotFound)
  .route({
    method: "GET",
    path: "/coordination/runs/{id}",
    summary: "A run, and what became of its finished hook",
    tags: ["coordination"],
  })
  .input(z.object({ id: safeId }))
  .output(z.object({ run, finishedHook: finishedHookRecord.nullable() }));

const timeline = contract
  .errors(runNotFound)
  .route({
    method: "GET",
    path: "/coordination/runs/{id}/timeline",
    summary: "What happened to a run, in order",
    tags: ["coordination"],
  })
  .input(
    z.object({
      id: safeId,
      limit,
      /** The sequence number of the last entry that was read. */
      after: z.coerce.number().int().min(0).default(0),
    }),
  )
  .output(z.object({ entries: z.array(timelineEntry) }));

const list = contract
  .errors({ CURSOR_INVALID: { status: 422, message: "No page gave out this cursor" } })
  .route({
    method: "GET",
    path: "/coordination/runs",
    summary: "Runs, the newest first",
    tags: ["coordination"],
  })
  .input(
    z.object({
      limit,
      /** `next` of the page before. */
      after: z.string().max(200).optional(),
      state: runState.optional(),
      workflow: safeId.optional(),
    }),
  )
  .output(z.object({ runs: z.array(run), next: z.string().nullable() }));

export const coordinationContract = { trigger, read, timeline, list };
