import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { type RefusalCode, refusal } from "../contract/errors.ts";
import type { Host } from "../host.ts";
import { refusalResponse } from "./refusal-response.ts";

export interface Listening {
  /** `http://…` with the port that was bound. */
  readonly url: string;
  /** Stops accepting, lets running requests end, cuts those that outlast the grace. */
  close(): Promise<void>;
}

/** In milliseconds. */
export interface Patience {
  /** Until the last header has arrived. The body has its own limit, in the host. */
  readonly headersMilliseconds: number;
  /** Until its last byte has arrived, also when nobody reads it any more. Not less than the headers'. */
  readonly requestMilliseconds: number;
  /** For running requests, when the server is told to stop. */
  readonly drainMilliseconds: number;
}

export const patience: Patience = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  drainMilliseconds: 10_000,
};

export interface ListenOptions extends Patience {
  readonly hostname: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Serves a host on a TCP port. @throws when the port cannot be bound. */
export async function listen(host: Pick<Host, "fetch">, options: ListenOptions): Promise<Listening> {
  const listener = getRequestListener((request) => host.fetch(request), {
    overrideGlobalObjects: false,
    errorHandler: (error) => refusalResponse(refusal("BAD_REQUEST", undefined, error)),
  });
  const timing = {
    headersTimeout: options.headersMilliseconds,
    requestTimeout: options.requestMilliseconds,
    connectionsCheckingInterval: 500,
  };
  const server = createServer({ ...timing, requireHostHeader: false }, listener);
  server.on("clientError", refuseConnection);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.hostname, resolve);
  });
  return { url: urlOf(server), close: () => drain(server, options.drainMilliseconds) };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}

/** What never became a request is refused with the same typed errors. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const typed = refusal(codeOf(error), undefined);
  const body = JSON.stringify(typed.toJSON());
  const head = `HTTP/1.1 ${typed.status} Refused\r\ncontent-type: application/json\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function codeOf({ code }: NodeJS.ErrnoException) {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "TIMEOUT" satisfies RefusalCode;
  if (code === "HPE_HEADER_OVERFLOW") return "HEADERS_TOO_LARGE" satisfies RefusalCode;
  return "BAD_REQUEST" satisfies RefusalCode;
}

async function drain(server: Server, milliseconds: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), milliseconds);
  // A connection whose last answer is out turns idle, and would be kept alive.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
  clearInterval(sweep);
  clearTimeout(cut);
}
