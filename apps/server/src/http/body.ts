import { ORPCError } from "@orpc/contract";
import { refusal } from "../contract/errors.ts";

export interface BodyLimits {
  readonly bytes: number;
  /** From the first look at the body to its last byte. */
  readonly milliseconds: number;
}

export const bodyLimits: BodyLimits = { bytes: 1024 * 1024, milliseconds: 10_000 };

export interface WholeRequest {
  /** A copy of the request, so that nothing downstream waits for the network. */
  readonly request: Request;
  /** The body; empty when there is none. */
  readonly text: string;
}

/**
 * Waits until the body has arrived in full.
 * @throws ORPCError PAYLOAD_TOO_LARGE, TIMEOUT, CLIENT_CLOSED_REQUEST, UNSUPPORTED_MEDIA_TYPE or BAD_REQUEST
 */
export async function readWhole(request: Request, limits: BodyLimits): Promise<WholeRequest> {
  const { method, url, headers, signal } = request;
  const text = await readText(request, limits);
  if (signal.aborted) throw refusal("CLIENT_CLOSED_REQUEST", undefined);
  if (text === "") return { request: new Request(url, { method, headers, signal }), text };
  if (!isJson(headers)) throw refusal("UNSUPPORTED_MEDIA_TYPE", undefined);
  return { request: new Request(url, { method, headers, signal, body: text }), text };
}

function isJson(headers: Headers): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
}

/** How many times the limit is read and dropped before the connection is given up. */
const graceFactor = 8;

/** Who sends a little too much is heard out: cut off while sending, they might not see the refusal. */
async function readText(request: Request, limits: BodyLimits): Promise<string> {
  const tooLarge = refusal("PAYLOAD_TOO_LARGE", { limitBytes: limits.bytes });
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytes * graceFactor) throw tooLarge;
  if (request.body === null) return "";

  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(request, request.body, limits.milliseconds)) {
    bytes += chunk.byteLength;
    if (bytes > limits.bytes * graceFactor) throw tooLarge;
    if (bytes <= limits.bytes) chunks.push(chunk);
  }
  if (bytes > limits.bytes) throw tooLarge;
  return decode(chunks);
}

async function* chunksOf(request: Request, body: ReadableStream<Uint8Array>, milliseconds: number) {
  const stopped = stopAfter(request.signal, milliseconds);
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped.promise]);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof ORPCError ? error : refusal("CLIENT_CLOSED_REQUEST", undefined, error);
  } finally {
    stopped.clear();
    // What remains is of no use; that its source may have failed already changes nothing.
    reader.cancel().catch(() => undefined);
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
