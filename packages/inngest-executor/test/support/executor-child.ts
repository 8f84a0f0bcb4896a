import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { appId, eventKey, signingKey } from "./application.ts";

const program = fileURLToPath(new URL("executor-process.ts", import.meta.url));
const ready = z.object({ url: z.url() });

export interface ExecutorChild {
  readonly child: ChildProcess;
  readonly url: string;
  kill(): Promise<void>;
}

/** Starts an executor in a process of its own; resolves once it has registered the application. */
export async function executorChild(
  database: string,
  endpoint: string,
  port: number,
): Promise<ExecutorChild> {
  const options = JSON.stringify({ database, endpoint, port, signingKey, eventKey, appId });
  const child = fork(program, [options], { execArgv: ["--import", "tsx"] });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(kill);
  const [message] = await once(child, "message");
  return { child, url: ready.parse(message).url, kill };
}
