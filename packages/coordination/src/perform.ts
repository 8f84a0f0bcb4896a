import type { Desk, Source } from "./desk.ts";
import { canonicalJson, type Json, jsonValue, valueAt } from "./json.ts";

/** What desks keep, by their ids. A desk keeps one value for each run. */
export type DeskMemory = Readonly<Record<string, Json>>;

export interface DeskCall {
  readonly runId: string;
  readonly desk: string;
  /** The same for each attempt of this desk in this run: a handler may be called again after a crash. */
  readonly idempotencyKey: string;
  readonly input: Json;
  /** What the desks before this one keep. */
  readonly memory: DeskMemory;
  /** What the workflow says beside the handler's name. */
  readonly with: Json | undefined;
}

/** A function of the host that desks of kind `handler` name. It may run more than once for a desk. */
export type DeskHandler = (call: DeskCall) => Json | Promise<Json>;

export type DeskHandlers = Readonly<Record<string, DeskHandler>>;

/** A desk that will fail however often it is tried. */
export class DeskRefusal extends Error {
  override readonly name = "DeskRefusal";
}

export interface DeskWork {
  readonly runId: string;
  readonly input: Json;
  readonly memory: DeskMemory;
}

/**
 * What the desk keeps.
 * @throws DeskRefusal when another attempt would fail too; whatever a handler throws.
 */
export async function performDesk(desk: Desk, work: DeskWork, handlers: DeskHandlers): Promise<Json> {
  const kept = jsonValue.safeParse(await resultOf(desk, work, handlers));
  if (kept.success) return kept.data;
  throw new DeskRefusal(`what it would keep is not data: ${kept.error.issues[0]?.message}`);
}

function resultOf(desk: Desk, work: DeskWork, handlers: DeskHandlers): Json | Promise<Json> {
  switch (desk.kind) {
    case "note":
      return desk.value;
    case "pick":
      return read(desk.source, work);
    case "compose":
      return desk.parts.map((part) => (typeof part === "string" ? part : text(read(part, work)))).join("");
    case "collect":
      return Object.fromEntries(
        Object.entries(desk.values).map(([name, source]) => [name, read(source, work)]),
      );
    case "check":
      return checked(read(desk.source, work), desk.equals);
    case "handler":
      return handle(desk, work, handlers);
  }
}

function handle(
  { id, name, with: given }: Extract<Desk, { kind: "handler" }>,
  { runId, input, memory }: DeskWork,
  handlers: DeskHandlers,
): Json | Promise<Json> {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler === undefined) throw new DeskRefusal(`this host has no handler "${name}"`);
  return handler({ runId, desk: id, idempotencyKey: `${runId}/${id}`, input, memory, with: given });
}

function read(source: Source, { input, memory }: DeskWork): Json {
  const whole = source.from === "input" ? input : valueAt(memory, [source.desk]);
  const value = whole === undefined ? undefined : valueAt(whole, source.path);
  if (value !== undefined) return value;
  const place = [source.from === "input" ? "input" : source.desk, ...source.path].join(".");
  throw new DeskRefusal(`there is nothing at ${place}`);
}

function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function checked(value: Json, expected: Json): Json {
  if (canonicalJson(value) === canonicalJson(expected)) return value;
  throw new DeskRefusal(`expected ${brief(expected)}, got ${brief(value)}`);
}

function brief(value: Json): string {
  const whole = JSON.stringify(value);
  return whole.length > 200 ? `${whole.slice(0, 200)}…` : whole;
}
