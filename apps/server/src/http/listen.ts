import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { refusal } from "../contract/errors.ts";
import type { Host } from "../host.ts";
import { refusalResponse } from "./refusal-response.ts";

export interface Listening {
  /** `http://…` with the port that was bound. */
  readonly url: string;
  /** Stops accepting, lets running requests end, cuts those that outlast the grace. */
  close(): Promise<void>;
}

const drainMilliseconds = 10_000;

/** Serves a host on a TCP port. @throws when the port cannot be bound. */
export async function listen(host: Host, hostname: string, port: number): Promise<Listening> {
  const server = createServer(
    getRequestListener((request) => host.fetch(request), {
      overrideGlobalObjects: false,
      errorHandler: (error) => refusalResponse(refusal("BAD_REQUEST", undefined, error)),
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, hostname, resolve);
  });
  return { url: urlOf(server), close: () => drain(server) };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}

async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
