import {
  ClientSettingRefused,
  type Coordination,
  type CoordinationStore,
  createCoordination,
  createInngestClient,
  IngressRefused,
  openStore,
  RunMissing,
  StoreUnusable,
} from "@rawr/coordination-inngest";
import type { InngestSettings } from "../config.ts";
import type { HostWorkflows } from "../host.ts";
import type { Logger } from "../http/log.ts";
import { createHostIngress } from "../ingress.ts";
import type { CapabilityWorkflows } from "../manifest.ts";
import { SettingError } from "../settings.ts";
import { sdkLogger } from "./sdk-logger.ts";

/** The id of the host in Inngest. Runs are found again by it: it never changes. */
export const appId = "rawr-hq";

export interface WorkflowOptions {
  readonly mode: "development" | "production";
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
  /** Path of the SQLite database that runs are kept in. */
  readonly database: string;
  readonly settings: InngestSettings;
}

export interface StartedWorkflows extends HostWorkflows {
  /** Takes up what was left by a process that was killed, now and every minute. To be called once the host listens. */
  watch(): void;
  close(): void;
}

const minute = 60_000;

/**
 * Opens what the workflows of a capability need at run time.
 * @throws SettingError for a key, an environment or a database that cannot be used
 */
export function startWorkflows(brought: CapabilityWorkflows, options: WorkflowOptions): StartedWorkflows {
  try {
    return start(brought, options);
  } catch (error) {
    const refused = refusedSetting(error);
    throw refused === undefined ? error : new SettingError(refused, { cause: error });
  }
}

/** In the words of the environment, as which the settings came. */
function refusedSetting(error: unknown): string | undefined {
  if (error instanceof StoreUnusable) return `RAWR_DATABASE or RAWR_STATE: ${error.message}`;
  if (error instanceof IngressRefused) return error.message;
  if (!(error instanceof ClientSettingRefused)) return undefined;
  return error.message
    .replace(/^signingKeyFallback:/, "INNGEST_SIGNING_KEY_FALLBACK:")
    .replace(/^signingKey:/, "INNGEST_SIGNING_KEY:");
}

function start(brought: CapabilityWorkflows, options: WorkflowOptions): StartedWorkflows {
  const { mode, log, database, settings } = options;
  const { serveOrigin, ...keys } = settings;
  const client = createInngestClient({ ...keys, id: appId, logger: sdkLogger(log) });
  // The host has read it, and says it to the client.
  const { INNGEST_BASE_URL: _, ...env } = options.env;
  const store = openStore(database);
  try {
    const correlationOf = (runId: string) => correlationIn(store, runId);
    const coordination = createCoordination({
      client,
      store,
      handlers: brought.handlers,
      hook: brought.finishedHook?.({ log, correlationOf }),
      hookTimeoutMs: brought.finishedHookTimeoutMs,
      now: Date.now,
    });
    const functions = brought.functions(coordination);
    const ingress = createHostIngress(
      { client, functions, mode, env, serveOrigin },
      {
        onDelivery: ({ requestId }, delivery) =>
          log.info({ requestId, ...delivery, correlationId: correlationOf(delivery.runId) }, "delivery"),
      },
    );
    return { coordination, ingress, ...watching(coordination, log, () => store.close()) };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The first entry of a timeline says who asked for the run. */
function correlationIn(store: CoordinationStore, runId: string): string | undefined {
  try {
    const event = store.timeline(runId, { limit: 1, after: 0 })[0]?.event;
    return event?.type === "run-queued" ? event.trace?.correlationId : undefined;
  } catch (error) {
    if (error instanceof RunMissing) return undefined;
    throw error;
  }
}

function watching(coordination: Coordination, log: Logger, closeStore: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let recovery = Promise.resolve();
  const recover = () => {
    recovery = recovery.then(() => recoverOnce(coordination, log));
  };
  return {
    watch() {
      recover();
      timer = setInterval(recover, minute);
    },
    close() {
      clearInterval(timer);
      closeStore();
    },
  };
}

/** A run that is only slow is not sent again: nothing was heard of it for ten minutes. */
const silentMilliseconds = 10 * minute;

async function recoverOnce(coordination: Coordination, log: Logger): Promise<void> {
  try {
    const { sent, due, failed } = await coordination.recover(silentMilliseconds);
    if (sent.length + due.length > 0) log.info({ sent, due }, "runs were taken up");
    for (const { runId, error } of failed) log.warn({ runId, err: error }, "a run could not be sent");
  } catch (error) {
    log.error({ err: error }, "runs could not be taken up");
  }
}
