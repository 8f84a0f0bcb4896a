import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type HostAnswer, type HostRequest, hostAnswerSchema } from "./protocol.ts";

/** What came of a request. `hung`: it took longer than it may. `ended`: the host's process came to an end. */
export type HostOutcome =
  | { readonly kind: "answered"; readonly answer: HostAnswer }
  | { readonly kind: "hung" }
  | { readonly kind: "ended"; readonly detail: string };

/** How much of what a host prints is kept for an error, in characters. */
const tail = 2_000;

/** A host, seen from outside. One request at a time. */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<HostOutcome>;
  #printed = "";

  constructor(entry: URL) {
    this.#child = spawn(process.execPath, argumentsFor(entry), {
      detached: true,
      env: environment(process.env),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const keep = (chunk: Buffer) => {
      this.#printed = (this.#printed + chunk.toString()).slice(-tail);
    };
    this.#child.stdout?.on("data", keep);
    this.#child.stderr?.on("data", keep);
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve({ kind: "ended", detail: error.message }));
      this.#child.once("exit", (code, signal) =>
        resolve({ kind: "ended", detail: this.#printed.trim() || `exit ${code ?? signal}` }),
      );
    });
    live.add(this);
  }

  /** @param limitMs longest that an answer may take, in milliseconds */
  async ask(request: HostRequest, limitMs: number): Promise<HostOutcome> {
    const stop = new AbortController();
    try {
      return await Promise.race([
        this.#answer(request, stop.signal),
        this.#ended,
        after(limitMs, stop.signal),
      ]);
    } finally {
      stop.abort();
    }
  }

  /** Ends the host and everything that it started, without asking. */
  end(): void {
    live.delete(this);
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch (error) {
      // A group that is gone already has ended.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  #answer(request: HostRequest, signal: AbortSignal): Promise<HostOutcome> {
    return new Promise((resolve) => {
      const onMessage = (message: unknown) => {
        const parsed = hostAnswerSchema.safeParse(message);
        if (parsed.success) resolve({ kind: "answered", answer: parsed.data });
        else resolve({ kind: "ended", detail: `the host said ${JSON.stringify(message).slice(0, tail)}` });
      };
      this.#child.once("message", onMessage);
      signal.addEventListener("abort", () => this.#child.off("message", onMessage));
      // A host that is gone cannot be told; that it is gone is its answer.
      this.#child.send(request, (error) => {
        if (error !== null) resolve({ kind: "ended", detail: error.message });
      });
    });
  }
}

const live = new Set<HostProcess>();
process.on("exit", () => {
  for (const host of live) host.end();
});

function after(ms: number, signal: AbortSignal): Promise<HostOutcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: "hung" }), ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** From source, the host needs a loader for TypeScript; it is gone before Vitest is loaded, which it would slow down. */
function argumentsFor(entry: URL): readonly string[] {
  if (!entry.pathname.endsWith(".ts")) return [fileURLToPath(entry)];
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const code = `import { register } from ${loader}; const end = register(); await import(${JSON.stringify(entry.href)}); await end();`;
  return ["--input-type=module", "--eval", code];
}

/** The host's Vitest is not the one that this may run in. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VITEST|TEST$|NODE_OPTIONS$|NODE_CHANNEL)/.test(name)),
  );
}

/** The entry lies beside this file, in source and in the built package. */
export function hostBeside(): URL {
  const own = import.meta.url;
  return new URL(own.endsWith(".ts") ? "./host.ts" : "./host.js", own);
}
