import { refusal } from "../contract/errors.ts";

export interface BodyLimits {
  readonly bytes: number;
  /** From the first look at the body to its last byte. */
  readonly milliseconds: number;
}

export const bodyLimits: BodyLimits = { bytes: 1024 * 1024, milliseconds: 10_000 };

/**
 * A copy of the request whose body has arrived in full, so that nothing downstream waits for the network.
 * @throws ORPCError PAYLOAD_TOO_LARGE, TIMEOUT, CLIENT_CLOSED_REQUEST, UNSUPPORTED_MEDIA_TYPE or BAD_REQUEST
 */
export async function withWholeBody(request: Request, limits: BodyLimits): Promise<Request> {
  const { method, url, headers, signal } = request;
  const body = await readText(request, limits);
  if (signal.aborted) throw refusal("CLIENT_CLOSED_REQUEST", undefined);
  if (body === "") return new Request(url, { method, headers, signal });
  if (!isJson(headers)) throw refusal("UNSUPPORTED_MEDIA_TYPE", undefined);
  return new Request(url, { method, headers, signal, body });
}

function isJson(headers: Headers): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
}

async function readText(request: Request, limits: BodyLimits): Promise<string> {
  const tooLarge = refusal("PAYLOAD_TOO_LARGE", { limitBytes: limits.bytes });
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytes) throw tooLarge;
  if (request.body === null) return "";

  const stopped = stopAfter(request.signal, limits.milliseconds);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped.promise]);
      if (done) return decode(chunks);
      bytes += value.byteLength;
      if (bytes > limits.bytes) throw tooLarge;
      chunks.push(value);
    }
  } catch (error) {
    abandon(reader, error);
    throw request.signal.aborted ? refusal("CLIENT_CLOSED_REQUEST", undefined, error) : error;
  } finally {
    stopped.clear();
  }
}

/** A promise that rejects when the time is over or the caller has left. */
function stopAfter(signal: AbortSignal, milliseconds: number) {
  let clear = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const left = () => reject(refusal("CLIENT_CLOSED_REQUEST", undefined));
    const timer = setTimeout(() => reject(refusal("TIMEOUT", undefined)), milliseconds);
    signal.addEventListener("abort", left, { once: true });
    if (signal.aborted) left();
    clear = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", left);
    };
  });
  return { promise, clear: () => clear() };
}

function decode(chunks: readonly Uint8Array[]): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw refusal("BAD_REQUEST", undefined, error);
  }
}

/** The rest of the body is of no use; that its source may have failed already changes nothing. */
function abandon(reader: ReadableStreamDefaultReader<Uint8Array>, reason: unknown): void {
  reader.cancel(reason).catch(() => undefined);
}
