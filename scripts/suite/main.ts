import "./schemas-as-they-are.ts";

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
      threadEntry: new URL("./prover.mjs", import.meta.url),
    },
  );
}
