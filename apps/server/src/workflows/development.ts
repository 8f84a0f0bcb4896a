import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExecutor, type Executor, inngestTiming } from "@rawr/inngest-executor";
import type { InngestSettings } from "../config.ts";
import { routeFamilies } from "../families.ts";
import { type Listening, listen, patience } from "../http/listen.ts";
import type { Logger } from "../http/log.ts";
import { SettingError } from "../settings.ts";
import { appId } from "./start.ts";

/** What plays the part of the Inngest server in development: an executor in this process, with keys of its own. */
export interface DevelopmentExecutor {
  readonly settings: InngestSettings;
  /** The folder of runs and queue. */
  readonly state: string;
  /** Drives the host at this address. To be called once it listens. */
  drive(url: string): Promise<void>;
  /** Delivers nothing more. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** @throws SettingError when the folder cannot be used */
export async function openDevelopmentExecutor(
  kept: string | undefined,
  log: Logger,
): Promise<DevelopmentExecutor> {
  const state = folderAt(kept);
  let executor: Executor | undefined;
  const notYet = () => Response.json({ ids: [], status: 503, error: "not started" }, { status: 503 });
  const fetch = async (request: Request) => executor?.fetch(request) ?? notYet();
  const events: Listening = await listen({ fetch }, { ...patience, hostname: "127.0.0.1", port: 0 });
  const settings = {
    signingKey: `signkey-dev-${randomBytes(32).toString("hex")}`,
    signingKeyFallback: undefined,
    eventKey: randomBytes(16).toString("hex"),
    baseUrl: events.url,
    serveOrigin: undefined,
  };
  return {
    settings,
    state,
    async drive(url) {
      executor = createExecutor({
        database: join(state, "queue.db"),
        endpoint: `${url}${routeFamilies.inngest}`,
        signingKey: settings.signingKey,
        eventKey: settings.eventKey,
        appId,
        concurrency: 32,
        timing: inngestTiming,
        onError: (error) => log.error({ err: error }, "the executor gave something up"),
      });
      await started(executor, state);
    },
    stop: async () => executor?.stop(),
    async close() {
      await events.close();
      if (kept === undefined) rmSync(state, { recursive: true, force: true });
    },
  };
}

async function started(executor: Executor, state: string): Promise<void> {
  try {
    await executor.start();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "SQLITE_BUSY")) throw error;
    throw new SettingError(
      `RAWR_STATE: expected a folder of this server's own, but another one uses "${state}": end it, or set another`,
      { cause: error },
    );
  }
}

function folderAt(kept: string | undefined): string {
  if (kept === undefined) return mkdtempSync(join(tmpdir(), "rawr-hq-state-"));
  try {
    mkdirSync(kept, { recursive: true });
    return kept;
  } catch (error) {
    const how = error instanceof Error ? error.message : String(error);
    throw new SettingError(`RAWR_STATE: expected a folder that can be written to, got "${kept}" (${how})`, {
      cause: error,
    });
  }
}
