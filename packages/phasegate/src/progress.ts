import type { Process } from "@phasegate/verify-utils";

export interface ProgressLine {
  readonly show: (progress: {
    readonly done: number;
    readonly total: number;
    readonly check: string;
  }) => void;
  readonly clear: () => void;
}

const between = 100;

/** One line on a terminal that says how far it is and how long it will take; nothing elsewhere. */
export function progressLine(stream: Process["stderr"]): ProgressLine {
  if (stream.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  const started = performance.now();
  let shown = 0;
  return {
    show({ done, total, check }) {
      const now = performance.now();
      if (now - shown < between) return;
      shown = now;
      const left = ((now - started) / done) * (total - done);
      stream.write(
        `\r\u001b[2K${done} of ${total} edits, about ${Math.ceil(left / 1000)} s left: ${check}`.slice(0, 84),
      );
    },
    clear: () => stream.write("\r\u001b[2K"),
  };
}
