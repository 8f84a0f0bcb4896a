import type { Process } from "@phasegate/verify-utils";

export interface ProgressLine {
  readonly show: (progress: {
    readonly done: number;
    readonly total: number;
    readonly check: string;
  }) => void;
  readonly showMutants: (progress: {
    readonly done: number;
    readonly total: number;
    readonly survived: number;
    readonly remainingMs: number;
  }) => void;
  readonly clear: () => void;
}

const between = 100;

/** One line on a terminal that says how far it is and how long it will take; nothing elsewhere. */
export function progressLine(stream: Process["stderr"]): ProgressLine {
  if (stream.isTTY !== true) {
    return { show: () => undefined, showMutants: () => undefined, clear: () => undefined };
  }
  const started = performance.now();
  let shown = 0;
  const write = (text: () => string): void => {
    const now = performance.now();
    if (now - shown < between) return;
    shown = now;
    stream.write(`\r\u001b[2K${text()}`.slice(0, 84));
  };
  return {
    show: ({ done, total, check }) =>
      write(() => {
        const left = ((performance.now() - started) / done) * (total - done);
        return `${done} of ${total} edits, about ${Math.ceil(left / 1000)} s left: ${check}`;
      }),
    showMutants: ({ done, total, survived, remainingMs }) =>
      write(
        () =>
          `${done} of ${total} mutants, about ${Math.ceil(remainingMs / 1000)} s left, ${survived} survived`,
      ),
    clear: () => stream.write("\r\u001b[2K"),
  };
}
