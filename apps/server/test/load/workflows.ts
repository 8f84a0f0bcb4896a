/**
 * A host with workflows and its executor in one process, to be loaded: started with an IPC channel and `--expose-gc`.
 * It sends its address, a token and what signs deliveries, and answers each further message with what it uses.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../../../../rawr.hq.ts";
import { createDevelopmentCredentials } from "../../src/credentials/development.ts";
import { createHost } from "../../src/host.ts";
import { bodyLimits } from "../../src/http/body.ts";
import { listen, patience } from "../../src/http/listen.ts";
import { createLogger } from "../../src/http/log.ts";
import { workflowsOf } from "../../src/manifest.ts";
import { createCallerMiddleware } from "../../src/middleware/caller.ts";
import { exampleWorkflow } from "../../src/workflows/describe.ts";
import { openDevelopmentExecutor } from "../../src/workflows/development.ts";
import { startWorkflows } from "../../src/workflows/start.ts";

let deliveries = 0;
const log = createLogger({
  write(line) {
    if (line.includes('"msg":"delivery"')) deliveries++;
  },
});
const state = mkdtempSync(join(tmpdir(), "rawr-hq-load-"));
const credentials = await createDevelopmentCredentials();
const executor = await openDevelopmentExecutor(state, log);
const { settings } = executor;
const brought = workflowsOf(manifest);
if (brought === undefined) throw new Error("the manifest registers no workflows");
const database = join(state, "coordination.db");
const workflows = startWorkflows(brought, { mode: "development", env: {}, log, database, settings });
const caller = createCallerMiddleware(credentials);
const host = await createHost(manifest, { caller, log, limits: bodyLimits, workflows });
const { url } = await listen(host, { hostname: "127.0.0.1", port: 0, ...patience });
await executor.drive(url);

process.once("disconnect", () => {
  rmSync(state, { recursive: true, force: true });
  credentials.discard();
  process.exit();
});
process.on("message", () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ deliveries, rss, heapUsed });
});
const token = credentials.tokens.external;
process.send?.({ url, token, signingKey: settings.signingKey, workflow: exampleWorkflow() });
