import type { Route } from "./routes.ts";

/** A run that there is in each target. */
export const seededRun = "probe-seeded";

const smallest = { id: "probe", desks: [{ kind: "note", id: "only", value: 1 }], handoffs: [] };

export function triggerBody(id: string): object {
  return { id, workflow: smallest };
}

const delivery = {
  version: 2,
  event: { name: "coordination/finished-hook.due", data: { runId: seededRun }, id: "e", ts: 1 },
  events: [],
  steps: {},
  ctx: { run_id: "01", attempt: 0, max_attempts: 1, use_api: false, stack: { stack: [], current: 0 } },
};

/** Whether the route starts something. Under `/rpc` nothing does. */
export function isTrigger({ place, method, path }: Route): boolean {
  return (
    place === "/api/workflows/<capability>/*" && method === "POST" && path.endsWith("/coordination/runs")
  );
}

/** The path with a run that there is in the place of each parameter. */
export function pathOf(route: Route): string {
  return route.path.replaceAll(/\{[^/}]+\}/g, seededRun);
}

/** What the route takes; nothing where a request of its method has no body. */
export function bodyOf(route: Route, id: string): string | undefined {
  const { method, place, path } = route;
  if (!["POST", "PUT", "PATCH"].includes(method)) return undefined;
  if (place === "/api/inngest") return JSON.stringify(delivery);
  const input = path.includes("coordination") ? triggerBody(id) : {};
  // Whoever mounts workflows under `/rpc` serves them as they are served elsewhere.
  const isEnveloped = route.family === "rpc" && !path.startsWith("/rpc/workflows/");
  return JSON.stringify(isEnveloped ? { json: input } : input);
}
