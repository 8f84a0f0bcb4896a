import { coordinationCapability } from "../../src/capabilities/coordination/index.ts";
import { systemCapability } from "../../src/capabilities/system/index.ts";
import { createHost, type Host, type HostWorkflows } from "../../src/host.ts";
import { type BodyLimits, bodyLimits } from "../../src/http/body.ts";
import { createLogger } from "../../src/http/log.ts";
import { defineManifest } from "../../src/manifest.ts";
import { type CallerResources, callerEvaluation } from "../../src/middleware/caller.ts";
import { defineHeavyMiddleware } from "../../src/middleware/heavy.ts";
import { createProbe, type Probe } from "./probe.ts";

export interface TestHost extends Probe {
  readonly host: Host;
  /** Everything that was logged, as written. */
  readonly lines: string[];
  /** The request objects whose caller was evaluated, in order. */
  readonly evaluated: Request[];
  /** The next request whose caller is evaluated. */
  nextEvaluated(): Promise<Request>;
}

/** The real host with the real evaluation of callers, a probe capability beside the system's, and workflows if there are any. */
export async function createTestHost(
  resources: CallerResources,
  limits: BodyLimits = bodyLimits,
  workflows?: HostWorkflows,
): Promise<TestHost> {
  const lines: string[] = [];
  const evaluated: Request[] = [];
  const awaiting: ((request: Request) => void)[] = [];
  const resolve = callerEvaluation(resources);
  const caller = defineHeavyMiddleware({
    marker: "caller",
    evaluate(context) {
      evaluated.push(context.request);
      for (const resolve of awaiting.splice(0)) resolve(context.request);
      return resolve(context);
    },
  });
  const probe = await createProbe((context) => caller.run(context));
  const brought = workflows === undefined ? [] : [coordinationCapability];
  const manifest = defineManifest({
    capabilities: [systemCapability, ...brought, ...probe.manifest.capabilities],
  });
  const log = createLogger({ write: (line) => lines.push(line) });
  const host = await createHost(manifest, { caller, log, limits, workflows });
  const nextEvaluated = () => new Promise<Request>((resolve) => awaiting.push(resolve));
  return { ...probe, host, lines, evaluated, nextEvaluated };
}
