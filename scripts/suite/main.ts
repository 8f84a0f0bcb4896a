import "./schemas-as-they-are.ts";

import { proveInThread } from "@phasegate/prove/thread";
import { cli } from "phasegate";
import config from "../../phasegate.config.ts";

/** The whole command with this repository's gates, as one bundle: see bundle.ts. Sets the exit code of the process. */
export async function start(): Promise<void> {
  const { argv, env, stdout, stderr } = process;
  process.exitCode = await cli(
    { args: argv.slice(2), cwd: process.cwd(), env, stdout, stderr },
    async () => config,
    {
      hostEntry: new URL("./host.mjs", import.meta.url),
      threadEntry: new URL("../../scripts/suite/thread.mjs", import.meta.url),
    },
  );
}

/** What a second thread of a proof runs (thread.mjs). */
export function prove(): void {
  proveInThread(config);
}
