import { type ServerType, serve } from "@hono/node-server";

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on loopback; port 0 takes any that is free. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port = 0,
): Promise<Listening> {
  return new Promise((resolve) => {
    const server: ServerType = serve({ fetch, port, hostname: "127.0.0.1" }, (address) => {
      resolve({ url: `http://127.0.0.1:${address.port}`, close: () => closed(server) });
    });
  });
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
