import type { CrashCode } from "../document.ts";

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Sees to it that a process that ends before its time leaves a word: an exit that nobody asked for, a signal, an
 * exception that nobody caught. (A process that is killed outright leaves its evidence in state `running`.)
 * @param record writes synchronously
 * @returns ends the watch
 */
export function watchForCrash(record: (code: CrashCode, error: unknown) => void): () => void {
  const onSignal = (signal: keyof typeof signals) => {
    record("signal", new Error(`the run was ended by ${signal}`));
    process.exit(signals[signal]);
  };
  const onExit = (code: number) => {
    record("exit", new Error(`the process exited early with code ${code}`));
    process.exitCode = code === 0 ? 1 : code;
  };
  const onException = (error: unknown) => {
    record("exception", error);
    process.exit(1);
  };
  for (const signal of Object.keys(signals)) process.on(signal, onSignal);
  process.on("exit", onExit);
  process.on("uncaughtException", onException);
  process.on("unhandledRejection", onException);
  return () => {
    for (const signal of Object.keys(signals)) process.off(signal, onSignal);
    process.off("exit", onExit);
    process.off("uncaughtException", onException);
    process.off("unhandledRejection", onException);
  };
}
