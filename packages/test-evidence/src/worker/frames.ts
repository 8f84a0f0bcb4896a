import type { Frame } from "./ledger.ts";

const frameAtEnd = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** The frames of a V8 stack trace, innermost first. */
export function framesOf(stack: string | undefined): readonly Frame[] {
  return (stack ?? "").split("\n").flatMap((line) => {
    const match = /^\s*at /.test(line) ? frameAtEnd.exec(line.trim().replace(/^at /, "")) : null;
    if (match === null) return [];
    const file = (match[1] ?? "").replace(/^.*? \(/, "");
    return [{ file, line: Number(match[2]), column: Number(match[3]) }];
  });
}

/** The first frame outside installed packages, Node itself and the files named. */
export function callerFrame(stack: string | undefined, except: readonly string[]): Frame | null {
  const found = framesOf(stack).find(
    (frame) => !frame.file.includes("/node_modules/") && !except.some((own) => frame.file.endsWith(own)),
  );
  return found ?? null;
}
