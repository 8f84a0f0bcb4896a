import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { incomingEvent } from "./protocol/event.ts";
import type { NewEvent } from "./run/receive-event.ts";

const limitBytes = 4 * 1024 * 1024;
const events = z.union([z.array(incomingEvent), incomingEvent.transform((event) => [event])]);

/**
 * `POST /e/<eventKey>` with one event or a list, as the SDK's `send` makes it. `x-inngest-event-id-seed` makes the
 * events of a call that is made again the same.
 */
export async function answerEvents(
  request: Request,
  eventKey: string,
  receive: (events: readonly NewEvent[]) => string[],
): Promise<Response> {
  const [, prefix, key, ...rest] = new URL(request.url).pathname.split("/");
  if (prefix !== "e" || key === undefined || rest.length > 0) return refuse(404, "there is nothing here");
  if (request.method !== "POST") return refuse(405, "events are posted");
  if (!isSame(decodeURIComponent(key), eventKey)) return refuse(401, "the event key is not right");
  const text = await request.text();
  if (text.length > limitBytes) return refuse(413, `more than ${limitBytes} characters`);
  const parsed = events.safeParse(jsonOrUndefined(text));
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const seed = request.headers.get("x-inngest-event-id-seed");
  const sent = parsed.data.map(({ id, ts, ...event }, index) => ({
    ...event,
    id: id ?? (seed === null ? undefined : `${seed},${index}`),
    ts: ts ?? undefined,
  }));
  return Response.json({ ids: receive(sent), status: 200 });
}

function refuse(status: number, error: string): Response {
  return Response.json({ ids: [], status, error }, { status });
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
