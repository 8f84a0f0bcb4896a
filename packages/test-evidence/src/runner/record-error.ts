import type { Location, RecordedError } from "../document.ts";
import { framesOf } from "../worker/frames.ts";
import type { Frame } from "../worker/ledger.ts";
import type { Portable } from "./portable.ts";

/** Any thrown value, or Vitest's serialised form of one, as it is written down. */
export function recordError(thrown: unknown, to: Portable): RecordedError {
  if (typeof thrown !== "object" || thrown === null) {
    return { name: "Error", message: to.text(String(thrown)), location: null };
  }
  const read = (key: string): string | undefined => {
    const value: unknown = Reflect.get(thrown, key);
    return typeof value === "string" ? value : undefined;
  };
  const name = read("name") ?? "Error";
  const message = read("message") ?? String(thrown);
  return { name, message: to.text(message), location: locationOf(thrown, read("stack"), to) };
}

/** The first frame inside the repository: the frames that Vitest has mapped to sources, else the stack, else `loc` of a parser. */
function locationOf(thrown: object, stack: string | undefined, to: Portable): Location | null {
  const mapped: unknown = Reflect.get(thrown, "stacks");
  const frames = [...(Array.isArray(mapped) ? mapped.filter(isFrame) : []), ...framesOf(stack)];
  const loc: unknown = Reflect.get(thrown, "loc");
  if (isFrame(loc)) frames.push(loc);
  for (const frame of frames) {
    const found = locate(frame, to);
    if (found !== null) return found;
  }
  return null;
}

export function locate(frame: Frame, to: Portable): Location | null {
  const path = to.path(frame.file);
  return path === null ? null : { path, line: frame.line, column: frame.column };
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { file, line, column } = value as Partial<Record<keyof Frame, unknown>>;
  return typeof file === "string" && typeof line === "number" && typeof column === "number";
}
