import type { Desk, Workflow } from "@rawr/coordination";

/** Ten desks in a row, each of which passes on what it read. */
export function exampleWorkflow(): Workflow {
  const desks = Array.from({ length: 10 }, (_, index) => exampleDesk(index + 1));
  const handoffs = desks.slice(1).map(({ id }, index) => ({ from: `desk-${index + 1}`, to: id }));
  return { id: "ten-desks", desks, handoffs };
}

function exampleDesk(number: number): Desk {
  const id = `desk-${number}`;
  if (number === 1) return { kind: "pick", id, source: { from: "input", path: [] } };
  return {
    kind: "compose",
    id,
    parts: [{ from: "desk", desk: `desk-${number - 1}`, path: [] }, `, then desk ${number}`],
  };
}

/** For the developer's terminal: how to start a workflow of ten desks and to look at it. */
export function describeWorkflows(url: string, state: string | undefined): string {
  const body = JSON.stringify({ id: "first", workflow: exampleWorkflow(), input: "desk 1" });
  const kept = state === undefined ? "end with this process" : `are kept in ${state}`;
  return [
    `\nA workflow of ten desks (runs ${kept}; the document is at ${url}/api/workflows/openapi.json):`,
    `curl -H "authorization: Bearer <token>" -H "content-type: application/json" ${url}/api/workflows/coordination/runs -d '${body}'`,
    `curl -H "authorization: Bearer <token>" ${url}/api/workflows/coordination/runs/first`,
    `curl -H "authorization: Bearer <token>" ${url}/api/workflows/coordination/runs/first/timeline\n`,
  ].join("\n");
}
