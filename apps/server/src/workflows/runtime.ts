import { dirname, join } from "node:path";
import type { Config } from "../config.ts";
import type { HostWorkflows } from "../host.ts";
import type { Logger } from "../http/log.ts";
import { type CapabilityWorkflows, type Manifest, workflowsOf } from "../manifest.ts";
import { describeWorkflows } from "./describe.ts";
import { openDevelopmentExecutor } from "./development.ts";
import { startWorkflows } from "./start.ts";

/** What drives the workflows of a manifest for as long as the server runs. */
export interface Runtime {
  /** For `createHost`; `undefined` when the manifest registers none. */
  readonly workflows: HostWorkflows | undefined;
  /** Once the host listens at this address: goes on with what a killed process left. */
  start(url: string): Promise<void>;
  /** Ends what drives the host, while that still listens. */
  stop(): Promise<void>;
  close(): Promise<void>;
  /** For the developer's terminal; empty in production. */
  describe(url: string): string;
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
}

const nothing: Runtime = {
  workflows: undefined,
  start: async () => undefined,
  stop: async () => undefined,
  close: async () => undefined,
  describe: () => "",
};

/** The database of runs, beside the one of sessions or in the folder of a development server. */
const databaseName = "coordination.db";

/** @throws SettingError for a setting, a database or a folder that cannot be used */
export async function openRuntime(
  manifest: Manifest,
  config: Config,
  around: Surroundings,
): Promise<Runtime> {
  const brought = workflowsOf(manifest);
  if (brought === undefined) return nothing;
  if (config.mode === "development") return openDevelopment(brought, config.state, around);
  const database = join(dirname(config.database), databaseName);
  const workflows = startWorkflows(brought, {
    ...around,
    mode: "production",
    database,
    settings: config.inngest,
  });
  return {
    ...nothing,
    workflows,
    start: async () => workflows.watch(),
    close: async () => workflows.close(),
  };
}

async function openDevelopment(
  brought: CapabilityWorkflows,
  kept: string | undefined,
  around: Surroundings,
): Promise<Runtime> {
  const executor = await openDevelopmentExecutor(kept, around.log);
  try {
    const { settings, state } = executor;
    const database = join(state, databaseName);
    const workflows = startWorkflows(brought, { ...around, mode: "development", database, settings });
    return {
      workflows,
      async start(url) {
        await executor.drive(url);
        workflows.watch();
      },
      stop: () => executor.stop(),
      async close() {
        workflows.close();
        await executor.close();
      },
      describe: (url) => describeWorkflows(url, kept),
    };
  } catch (error) {
    await executor.close();
    throw error;
  }
}
