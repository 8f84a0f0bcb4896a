import type { Frame } from "./ledger.ts";

const frameAtEnd = /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** The frames of a V8 stack trace, innermost first; none of a stack that `Error.prepareStackTrace` made something else of. */
export function framesOf(stack: unknown): readonly Frame[] {
  return (typeof stack === "string" ? stack : "").split("\n").flatMap((line) => {
    const match = /^\s*at /.test(line) ? frameAtEnd.exec(line.trim().replace(/^at /, "")) : null;
    return match === null ? [] : [{ file: match[1] ?? "", line: Number(match[2]), column: Number(match[3]) }];
  });
}

/** The innermost frame outside installed packages and one folder. */
export function callerFrame(stack: unknown, except: string): Frame | null {
  const found = framesOf(stack).find(
    (frame) =>
      !frame.file.includes("/node_modules/") && !frame.file.replace(/^file:\/\//, "").startsWith(except),
  );
  return found ?? null;
}
