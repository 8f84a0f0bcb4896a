import { verificationKeys } from "@rawr/server/src/credentials/keys";
import { createHost, type Host } from "@rawr/server/src/host";
import { bodyLimits } from "@rawr/server/src/http/body";
import { createLogger } from "@rawr/server/src/http/log";
import { type Manifest, workflowsOf } from "@rawr/server/src/manifest";
import { createCallerMiddleware } from "@rawr/server/src/middleware/caller";
import { startWorkflows } from "@rawr/server/src/workflows/start";
import type { Material } from "./material.ts";

export interface ComposedHost {
  readonly host: Host;
  readonly close: () => void;
}

/** The host in this process, composed as production composes it. */
export async function composeHost(manifest: Manifest, material: Material): Promise<ComposedHost> {
  const { environment, runtime, eventKey, sessions, runs } = material;
  const brought = workflowsOf(manifest);
  if (brought === undefined) throw new Error("the manifest registers no workflows");
  const log = createLogger({ write: () => undefined });
  const workflows = startWorkflows(brought, {
    mode: "production",
    env: {},
    log,
    database: runs,
    settings: {
      signingKey: runtime.signingKey,
      signingKeyFallback: runtime.previousKey,
      eventKey,
      baseUrl: environment["INNGEST_BASE_URL"],
      serveOrigin: undefined,
    },
  });
  const keys = verificationKeys.parse(JSON.parse(environment["RAWR_VERIFICATION_KEYS"] ?? ""));
  const caller = createCallerMiddleware({ keys, sessions });
  const host = await createHost(manifest, { caller, log, limits: bodyLimits, workflows });
  return { host, close: () => workflows.close() };
}
