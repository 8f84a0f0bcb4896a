import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inngest, InngestFunction } from "inngest";
import { onTestFinished } from "vitest";
import { createExecutor, type Executor, type ExecutorOptions } from "../../src/index.ts";
import { appId, createApplication, createClient, eventKey, signingKey } from "./application.ts";
import { listen } from "./listen.ts";

/** Retries at once; a sleep of a second lasts a millisecond. */
export const hurried: ExecutorOptions["timing"] = {
  retryDelay: () => 1,
  wait: (milliseconds) => milliseconds / 1000,
};

export interface Running {
  readonly client: Inngest;
  readonly executor: Executor;
  /** What the executor gave up. */
  readonly errors: unknown[];
  /** Requests that reached the application, without registrations. */
  readonly requests: () => number;
}

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inngest-executor-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Define = (client: Inngest) => readonly InngestFunction.Any[];

/** The executor and an application that serves the functions, all on loopback, until the test ends. */
export async function run(define: Define, options: Partial<ExecutorOptions> = {}): Promise<Running> {
  const errors: unknown[] = [];
  let executor: Executor | undefined;
  let requests = 0;
  const events = await listen(
    async (request) => (await executor?.fetch(request)) ?? new Response(null, { status: 503 }),
  );
  const client = createClient(events.url);
  const application = createApplication(client, define(client));
  const served = await listen((request) => {
    if (request.method === "POST") requests++;
    return application.fetch(request);
  });
  executor = createExecutor({
    database: join(temporaryFolder(), "queue.db"),
    endpoint: `${served.url}/api/inngest`,
    signingKey,
    eventKey,
    appId,
    concurrency: 16,
    timing: hurried,
    onError: (error) => errors.push(error),
    ...options,
  });
  const started = executor;
  onTestFinished(async () => {
    await started.stop();
    await Promise.all([events.close(), served.close()]);
  });
  await executor.start();
  return { client, executor, errors, requests: () => requests };
}
