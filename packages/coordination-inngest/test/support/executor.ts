import { createHmac, randomUUID } from "node:crypto";
import { canonicalJson } from "@rawr/coordination";

export const signingKey = `signkey-test-${"5e".repeat(32)}`;

export interface Event {
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly id?: string;
}

export function signatureOf(
  body: object,
  key = signingKey,
  seconds = Math.floor(Date.now() / 1_000),
): string {
  const hmac = createHmac("sha256", key.replace(/^signkey-\w+-/, ""));
  hmac.update(`${canonicalJson(body)}${seconds}`);
  return `t=${seconds}&s=${hmac.digest("hex")}`;
}

interface Operation {
  readonly id: string;
  readonly op: string;
  readonly name?: string;
  readonly data?: unknown;
  readonly error?: unknown;
}

export interface ExecutorOptions {
  /** Sends to the host's `/api/inngest`, with the query given. */
  readonly post: (query: string, init: RequestInit) => Promise<Response>;
  /** Told of each pause, in seconds; it is over at once. */
  readonly onPause: (seconds: number) => void;
  readonly maxAttempts: number;
}

/** The least that drives functions as Inngest does: memoised steps, retries, pauses, failure functions. */
export function createExecutor({ post, onPause, maxAttempts }: ExecutorOptions) {
  async function call(fnId: string, stepId: string, body: object): Promise<Response> {
    return post(`?fnId=${fnId}&stepId=${stepId}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-inngest-signature": signatureOf(body) },
      body: JSON.stringify(body),
    });
  }

  /** Drives one function to its end. Resolves with whether it succeeded. */
  async function drive(fnId: string, event: Event): Promise<boolean> {
    const steps: Record<string, unknown> = {};
    const stack: string[] = [];
    const failures = new Map<string, number>();
    const runId = randomUUID();
    const done = (id: string, result: object) => {
      steps[id] = result;
      stack.push(id);
    };
    /** Whether the step or function may be tried again. */
    const failed = (id: string, response: Response) => {
      failures.set(id, (failures.get(id) ?? 0) + 1);
      return response.headers.get("x-inngest-no-retry") !== "true" && failures.get(id)! < maxAttempts;
    };
    for (let target = "step", requests = 0; ; requests++) {
      if (requests > 500) throw new Error("the function does not end");
      const ctx = {
        run_id: runId,
        attempt: failures.get(target) ?? 0,
        max_attempts: maxAttempts,
        disable_immediate_execution: false,
        use_api: false,
        stack: { stack, current: stack.length },
      };
      const response = await call(fnId, target, { version: 2, event, events: [event], steps, ctx });
      if (response.status === 200) return true;
      if (response.status !== 206) {
        if (failed("step", response)) continue;
        return false;
      }
      target = "step";
      for (const { id, op, name, data, error } of (await response.json()) as Operation[]) {
        if (op === "StepPlanned") target = id;
        else if (op === "StepRun") done(id, { type: "data", data: data ?? null });
        else if (op === "StepFailed") done(id, { type: "error", error });
        else if (op === "StepError") {
          if (failed(id, response)) target = id;
          else done(id, { type: "error", error });
        } else if (op === "Sleep") {
          onPause(secondsOf(name ?? ""));
          done(id, { type: "data", data: null });
        } else throw new Error(`operation ${op} is not expected`);
      }
    }
  }

  const functions: Record<string, string> = {
    "coordination/run.requested": "hq-run-workflow",
    "coordination/finished-hook.due": "hq-deliver-finished-hook",
  };

  return {
    /** Runs what the event triggers, and the failure function after it when it failed. */
    async deliver(event: Event): Promise<boolean> {
      const fnId = functions[event.name];
      if (fnId === undefined) throw new Error(`no function for ${event.name}`);
      if (await drive(fnId, event)) return true;
      if (fnId !== "hq-run-workflow") return false;
      const error = { name: "Error", message: "the function failed", stack: "" };
      const data = { event, error, function_id: fnId, run_id: randomUUID() };
      return drive(`${fnId}-failure`, { name: "inngest/function.failed", data });
    },
  };
}

/** Of "1m30s". */
function secondsOf(text: string): number {
  const units: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
  return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit!]!,
    0,
  );
}
