import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Coordination } from "@rawr/coordination-inngest";
import { afterAll } from "vitest";
import { coordinationCapability } from "../../src/capabilities/coordination/index.ts";
import type { InngestSettings } from "../../src/config.ts";
import { type Listening, listen } from "../../src/http/listen.ts";
import { createLogger } from "../../src/http/log.ts";
import type { CallerResources } from "../../src/middleware/caller.ts";
import { openDevelopmentExecutor } from "../../src/workflows/development.ts";
import { startWorkflows } from "../../src/workflows/start.ts";
import { createTestHost, type TestHost } from "./host.ts";
import { loopback } from "./transport.ts";

export interface TestWorkflows extends TestHost, Pick<Listening, "url"> {
  /** What signs deliveries to the host. */
  readonly settings: InngestSettings;
  readonly coordination: Coordination;
  /** What workflows and executor logged. */
  readonly said: readonly string[];
}

/** The previous key of the host: deliveries may still be signed with it. */
export const fallbackKey = `signkey-dev-${"cd".repeat(32)}`;

/** The real host with workflows on loopback, driven by the development executor, until the test file ends. */
export async function testWorkflows(resources: CallerResources): Promise<TestWorkflows> {
  const folder = mkdtempSync(join(tmpdir(), "rawr-hq-workflows-"));
  const said: string[] = [];
  const log = createLogger({ write: (line) => said.push(line) });
  const executor = await openDevelopmentExecutor(folder, log);
  const settings = { ...executor.settings, signingKeyFallback: fallbackKey };
  const { workflows } = coordinationCapability;
  if (workflows === undefined) throw new Error("coordination brings no workflows");
  const started = startWorkflows(workflows, {
    mode: "development",
    env: {},
    log,
    database: join(folder, "coordination.db"),
    settings,
  });
  const server = await createTestHost(resources, undefined, started);
  const { url, close } = await listen(server.host, loopback);
  await executor.drive(url);
  afterAll(async () => {
    await executor.stop();
    await close();
    started.close();
    await executor.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...server, url, settings, said, coordination: started.coordination };
}
