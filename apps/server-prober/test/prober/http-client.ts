import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import type { Answer, Shot } from "./exchange.ts";

export interface HttpClient {
  readonly send: (shot: Shot) => Promise<Answer>;
  readonly close: () => void;
}

/** What Node's client refuses to say, or understands itself. It is said over a socket. */
const unspeakable = (shot: Shot) =>
  /[^!-~]/.test(shot.target) || shot.method === "CONNECT" || !/^[A-Z]+$/.test(shot.method);

/** Sends as it is told, over one connection that is kept. */
export function openHttpClient(url: string): HttpClient {
  const { hostname, port, host } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });

  function send(shot: Shot): Promise<Answer> {
    return unspeakable(shot) ? sendOverSocket(shot) : sendByNode(shot);
  }

  function sendByNode({ method, target, headers, body }: Shot): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sending = request({
        agent,
        hostname,
        port,
        method,
        path: target,
        headers: allHeaders(headers, host, body).flat(),
        setHost: false,
      });
      sending.on("response", (response) => answerOf(response).then(resolve, reject));
      sending.on("error", (error: NodeJS.ErrnoException) =>
        error.code === "ECONNRESET" ? resolve(noAnswer) : reject(error),
      );
      sending.end(body);
    });
  }

  function sendOverSocket({ method, target, headers, body }: Shot): Promise<Answer> {
    const lines = allHeaders([...headers, ["connection", "close"]], host, body).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const text = `${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
      socket.on("data", (chunk) => chunks.push(chunk));
      // Whoever is cut off has what came before.
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(parsed(Buffer.concat(chunks).toString("utf8"))));
    });
  }

  return { send, close: () => agent.destroy() };
}

function allHeaders(headers: Shot["headers"], host: string, body: string | undefined): [string, string][] {
  const own = headers.some(([name]) => name === "host") ? [] : [["host", host] as [string, string]];
  const length =
    body === undefined || headers.some(([name]) => name === "content-length")
      ? []
      : [["content-length", String(Buffer.byteLength(body))] as [string, string]];
  return [...own, ...headers.map(([name, value]): [string, string] => [name, value]), ...length];
}

const noAnswer: Answer = { status: 0, headers: {}, text: "" };

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

function parsed(text: string): Answer {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  if (status === undefined) return noAnswer;
  const end = text.indexOf("\r\n\r\n");
  return { status: Number(status), headers: {}, text: end < 0 ? "" : text.slice(end + 4) };
}
