import type { Mount } from "@phasegate/verify-utils";

export const hono = { module: "hono", export: "Hono" } as const;

/** What the host mounts, in the order in which it is asked: the ingress of the runtime first, the published boundary last. */
export const hostMounts: readonly [Mount, ...Mount[]] = [
  "use *",
  "get /healthz",
  "use /api/inngest/*",
  "all /api/inngest/*",
  "get /api/workflows/openapi.json",
  "use /api/workflows/*",
  "all /api/workflows/*",
  "use /rpc/*",
  "all /rpc/*",
  "get /api/orpc/openapi.json",
  "use /api/orpc/*",
  "all /api/orpc/*",
];

/** Every procedure that a contract publishes over HTTP, below its family's prefix. */
export const published = [
  "GET /system/info",
  "GET /system/whoami",
  "GET /system/capabilities",
  "POST /coordination/runs",
  "GET /coordination/runs",
  "GET /coordination/runs/{id}",
  "GET /coordination/runs/{id}/timeline",
] as const;

/** Under which families each capability is published; `/rpc/workflows` is none. */
export const families = ["system openapi,rpc", "coordination workflows"] as const;
