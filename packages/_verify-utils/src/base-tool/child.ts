import { spawn } from "node:child_process";

export interface ChildRun {
  /** `null` when it was ended by a signal, or could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with output as it comes. */
  readonly onOutput?: ((stream: "stdout" | "stderr", text: string) => void) | undefined;
}

export interface Children {
  /** Runs a command to its end, in a process group of its own. */
  run(command: string, args: readonly string[], options: ChildOptions): Promise<ChildRun>;
  /** Ends what still runs. */
  end(): void;
}

export function openChildren(): Children {
  const running = new Set<number>();
  return {
    run: (command, args, { cwd, env, onOutput }) =>
      new Promise((resolve) => {
        const child = spawn(command, [...args], {
          cwd,
          env,
          detached: process.platform !== "win32",
          stdio: ["ignore", "pipe", "pipe"],
        });
        const { pid } = child;
        if (pid !== undefined) running.add(pid);
        const out = { stdout: "", stderr: "" };
        for (const stream of ["stdout", "stderr"] as const) {
          child[stream].setEncoding("utf8").on("data", (text: string) => {
            out[stream] += text;
            onOutput?.(stream, text);
          });
        }
        child.on("error", (error) =>
          resolve({ code: null, ...out, stderr: `${out.stderr}${error.message}` }),
        );
        child.on("close", (code) => {
          // What it leaves behind in its group would go on writing into a folder that is about to go away.
          if (pid !== undefined && running.delete(pid)) endGroup(pid, "SIGKILL");
          resolve({ code, ...out });
        });
      }),
    end: () => {
      for (const pid of running) endGroup(pid, "SIGTERM");
    },
  };
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    // It has come to its end by itself.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
