import manifest from "../../../rawr.hq.ts";
import { serve } from "./serve.ts";

process.exitCode = await serve(manifest, {
  args: process.argv.slice(2),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stopped: () => Promise.race([once("SIGTERM"), once("SIGINT")]),
});

function once(signal: NodeJS.Signals): Promise<NodeJS.Signals> {
  return new Promise((resolve) => process.once(signal, resolve));
}
