import { Inngest, type Logger } from "inngest";
import { z } from "zod";

/** Milliseconds for one request to Inngest. The SDK makes up to five for one event. */
const requestTimeoutMs = 5_000;

const signingKey = z
  .string()
  .regex(
    /^(?:signkey-\w+-)?(?:[0-9a-f]{2}){16,}$/i,
    'expected "signkey-<environment>-" and at least 32 hexadecimal digits',
  );

/** What sends events to Inngest and knows its signature. */
export interface ClientSettings {
  /** Name of the app in Inngest. Stays the same for as long as runs are to be found again. */
  readonly id: string;
  readonly eventKey: string;
  readonly signingKey: string;
  /** The previous key, while the key is being changed. */
  readonly signingKeyFallback?: string | undefined;
  /** Where events are sent: of the development executor, or absent for Inngest Cloud. */
  readonly baseUrl?: string | undefined;
  readonly logger: Logger;
}

/** A setting that cannot be used. Its message never repeats a key. */
export class ClientSettingRefused extends Error {
  override readonly name = "ClientSettingRefused";
}

/**
 * The one place that makes the client. It checks signatures in every mode: what drives a host in development signs too.
 * @throws ClientSettingRefused
 */
export function createInngestClient(settings: ClientSettings): Inngest {
  const { id, eventKey, baseUrl, logger } = settings;
  const key = keyFrom("signingKey", settings.signingKey);
  const fallback =
    settings.signingKeyFallback === undefined
      ? undefined
      : keyFrom("signingKeyFallback", settings.signingKeyFallback);
  return new Inngest({
    id,
    eventKey,
    logger,
    signingKey: key,
    ...(fallback === undefined ? {} : { signingKeyFallback: fallback }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    // The SDK sets no limit: who queues a run would wait for as long as Inngest keeps the line open.
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) }),
    // Otherwise INNGEST_DEV would turn the check of signatures off.
    isDev: false,
    // Every step is answered for by itself, so that a kill repeats one step at most.
    checkpointing: false,
  });
}

function keyFrom(name: string, value: string): string {
  const result = signingKey.safeParse(value);
  if (result.success) return result.data;
  throw new ClientSettingRefused(`${name}: ${result.error.issues[0]?.message}`);
}
