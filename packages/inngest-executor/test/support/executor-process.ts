/**
 * An executor and its event API in a process of its own, which a test can kill: `executor-process.ts <options as JSON>`.
 * It tells its parent the address of the event API, then that it has started.
 */
import { z } from "zod";
import { createExecutor } from "../../src/index.ts";
import { listen } from "./listen.ts";

const options = z
  .object({
    database: z.string(),
    endpoint: z.url(),
    signingKey: z.string(),
    eventKey: z.string(),
    appId: z.string(),
    port: z.int(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

const executor = createExecutor({
  ...options,
  concurrency: 4,
  timing: { retryDelay: () => 5, wait: (milliseconds) => milliseconds / 100 },
  onError: (error) => console.error(error),
});
const { url } = await listen(executor.fetch, options.port);
process.once("disconnect", () => process.exit());
await executor.start();
process.send?.({ url });
