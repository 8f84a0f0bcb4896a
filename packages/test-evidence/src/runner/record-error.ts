import type { Location, RecordedError } from "../document.ts";
import { framesOf } from "../worker/frames.ts";
import type { Frame } from "../worker/ledger.ts";
import type { Portable } from "./portable.ts";

/** Any thrown value, or Vitest's serialised form of one, as it is written down. */
export function recordError(thrown: unknown, to: Portable): RecordedError {
  if (typeof thrown !== "object" || thrown === null) {
    return { name: "Error", message: to.text(String(thrown)), location: null };
  }
  const message = to.text(textAt(thrown, "message") ?? String(thrown)).trimEnd();
  return { name: textAt(thrown, "name") ?? "Error", message, location: locationOf(thrown, message, to) };
}

/** The first place inside the repository that the error speaks of. */
function locationOf(thrown: object, message: string, to: Portable): Location | null {
  const mapped: unknown = Reflect.get(thrown, "stacks");
  const frames = [
    ...transformFrames(thrown, message),
    ...(Array.isArray(mapped) ? mapped.filter(isFrame) : framesOf(textAt(thrown, "stack"))),
  ];
  for (const frame of frames) {
    const found = locate(frame, to);
    if (found !== null) return found;
  }
  return null;
}

/**
 * A file that does not parse has no frame of its own. Rolldown names it in `loc` or `id`; Vitest keeps `id` aside; the
 * position stands in the frame that is drawn in the message: `╭─[ name:line:column ]`.
 */
function transformFrames(thrown: object, message: string): readonly Frame[] {
  const loc: unknown = Reflect.get(thrown, "loc");
  if (isFrame(loc)) return [loc];
  const aside: unknown = Reflect.get(thrown, "__vitest_rollup_error__");
  const file = textAt(typeof aside === "object" && aside !== null ? aside : thrown, "id");
  if (file === undefined) return [];
  const drawn = /\[ .*?:(\d+):(\d+) \]/.exec(message);
  return [{ file, line: Number(drawn?.[1] ?? 1), column: Number(drawn?.[2] ?? 1) }];
}

export function locate(frame: Frame, to: Portable): Location | null {
  const path = to.path(frame.file);
  return path === null ? null : { path, line: frame.line, column: frame.column };
}

function textAt(object: object, key: string): string | undefined {
  const value: unknown = Reflect.get(object, key);
  return typeof value === "string" ? value : undefined;
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { file, line, column } = value as Partial<Record<keyof Frame, unknown>>;
  return typeof file === "string" && typeof line === "number" && typeof column === "number";
}
