import { z } from "zod";
import { desk } from "./desk.ts";
import { type GraphProblem, graphProblems, type Handoff } from "./graph.ts";
import { safeId } from "./id.ts";

export const workflowLimits = { desks: 200, handoffs: 1_000 } as const;

const handoff = z.strictObject({ from: safeId, to: safeId });

/** Desks joined by handoffs: without cycles, with one entry from which every desk is reached. */
export const workflow = z
  .strictObject({
    id: safeId,
    desks: z.array(desk).min(1).max(workflowLimits.desks),
    handoffs: z.array(handoff).max(workflowLimits.handoffs),
  })
  .superRefine((graph, context) => {
    for (const problem of graphProblems(graph)) {
      context.addIssue({ code: "custom", message: graphMessage(problem), params: problem });
    }
  });

export type Workflow = z.infer<typeof workflow>;

function graphMessage(problem: GraphProblem): string {
  switch (problem.code) {
    case "desk-repeated":
      return `the desk "${problem.desk}" stands here twice: expected an id for each`;
    case "handoff-repeated":
      return `${handoffText(problem.handoff)} stands here twice`;
    case "handoff-to-itself":
      return `${handoffText(problem.handoff)} leads to where it comes from`;
    case "handoff-unknown-desk":
      return `${handoffText(problem.handoff)} names the desk "${problem.desk}", which the workflow does not have`;
    case "entry-repeated":
      return `expected one desk that nobody hands off to, got ${names(problem.desks)}`;
    case "cycle":
      return `handoffs lead round in a cycle, so that ${names(problem.desks)} would never get a turn`;
    case "reads-ahead":
      return `the desk "${problem.desk}" reads the desk "${problem.read}", from which no handoffs lead to it`;
  }
}

function handoffText({ from, to }: Handoff): string {
  return `the handoff from "${from}" to "${to}"`;
}

function names(desks: readonly string[]): string {
  return desks.map((id) => `"${id}"`).join(", ");
}
