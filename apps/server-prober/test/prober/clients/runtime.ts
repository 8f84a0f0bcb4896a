import { createExecutor, type Executor, inngestTiming } from "@rawr/inngest-executor";
import type { ServerProcess } from "../server-process.ts";

export interface Runtime {
  /** Registers with the host and carries out what it was sent. Rejects when the host does not know its signature. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What plays the Inngest runtime towards the server, over its real protocol, with real signatures. */
export function runtimeOf(server: ServerProcess, signingKey = server.runtime.signingKey): Runtime {
  const executor: Executor = createExecutor({
    database: ":memory:",
    endpoint: `${server.url}/api/inngest`,
    signingKey,
    eventKey: server.material.eventKey,
    appId: "rawr-hq",
    concurrency: 8,
    timing: inngestTiming,
    onError: () => undefined,
  });
  return {
    async start() {
      await executor.start();
      server.events.answerBy((request) => executor.fetch(request));
    },
    stop: () => executor.stop(),
  };
}
