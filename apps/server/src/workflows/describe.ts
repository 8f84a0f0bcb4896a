/** Ten desks in a row, each of which passes on what it read. */
export function exampleWorkflow() {
  const desks = Array.from({ length: 10 }, (_, index) =>
    index === 0
      ? ({ kind: "pick", id: "desk-1", source: { from: "input" } } as const)
      : ({
          kind: "compose",
          id: `desk-${index + 1}`,
          parts: [{ from: "desk", desk: `desk-${index}` }, `, then desk ${index + 1}`],
        } as const),
  );
  const handoffs = desks.slice(1).map(({ id }, index) => ({ from: `desk-${index + 1}`, to: id }));
  return { id: "ten-desks", desks, handoffs };
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
