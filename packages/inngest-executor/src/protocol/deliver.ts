import { z } from "zod";
import { ask, type Endpoint, isRefused } from "./endpoint.ts";
import type { StoredEvent } from "./event.ts";
import { type Operation, operation, type StepResult } from "./operation.ts";

/** The step that stands for the function itself: what comes next is found out. */
export const discovery = "step";

/** One call of a function: what it is given, and how far it has come. */
export interface Delivery {
  readonly functionId: string;
  readonly runId: string;
  /** `step`, or the hashed id of the step to run. */
  readonly stepId: string;
  /** Counts from 0. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly event: StoredEvent;
  /** Steps that have ended, in the order in which they did. */
  readonly steps: readonly (readonly [id: string, result: StepResult])[];
  /** Something else of the run is under way: a step that is found must not be run on the spot. */
  readonly planOnly: boolean;
}

export interface Retry {
  readonly allowed: boolean;
  /** Milliseconds, when the function said so. */
  readonly after: number | undefined;
}

export type Outcome =
  | { readonly kind: "operations"; readonly operations: readonly Operation[]; readonly retry: Retry }
  | { readonly kind: "resolved"; readonly output: unknown }
  | { readonly kind: "rejected"; readonly error: unknown; readonly retry: Retry }
  /** The application is not there. */
  | { readonly kind: "undelivered" };

/** Calls the function once. Never rejects: what goes wrong is an outcome. */
export async function deliver(endpoint: Endpoint, delivery: Delivery): Promise<Outcome> {
  try {
    const response = await ask(endpoint, {
      method: "POST",
      query: { fnId: delivery.functionId, stepId: delivery.stepId },
      headers: { "x-inngest-server-kind": "cloud", "x-run-id": delivery.runId, "x-inngest-req-version": "2" },
      body: bodyOf(delivery),
    });
    return outcomeOf(response, await response.text());
  } catch (error) {
    if (isRefused(error)) return { kind: "undelivered" };
    const message = error instanceof Error ? error.message : String(error);
    return rejected(
      "NoAnswer",
      `no answer that can be read came from the application: ${message}`,
      retryable,
    );
  }
}

function bodyOf({ event, steps, runId, attempt, maxAttempts, planOnly }: Delivery) {
  const stack = steps.map(([id]) => id);
  return {
    version: 2,
    event,
    events: [event],
    steps: Object.fromEntries(steps),
    ctx: {
      run_id: runId,
      attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: planOnly,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
}

const retryable: Retry = { allowed: true, after: undefined };
export const final: Retry = { allowed: false, after: undefined };

function outcomeOf({ status, headers }: Response, text: string): Outcome {
  if (status === 200) return { kind: "resolved", output: jsonOf(text) };
  const retry = retryOf(headers);
  if (status === 206) return operationsOf(jsonOf(text), retry);
  return { kind: "rejected", error: errorOf(status, text), retry };
}

const anyOperation = z.array(z.looseObject({ op: z.string() }));

function operationsOf(json: unknown, retry: Retry): Outcome {
  const named = anyOperation.safeParse(json);
  if (!named.success) return rejected("InvalidOperations", named.error.message, final);
  const operations = z.array(operation).safeParse(named.data);
  if (operations.success) return { kind: "operations", operations: operations.data, retry };
  const names = named.data.map(({ op }) => op).join(", ");
  return rejected(
    "UnsupportedOperation",
    `this executor cannot run ${names}: ${operations.error.message}`,
    final,
  );
}

function rejected(name: string, message: string, retry: Retry): Outcome {
  return { kind: "rejected", error: { name, message }, retry };
}

/** `retry-after` is a number of seconds, or a time. */
function retryOf(headers: Headers): Retry {
  const allowed = headers.get("x-inngest-no-retry") !== "true";
  const text = headers.get("retry-after");
  if (text === null) return { allowed, after: undefined };
  const after = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return { allowed, after: Number.isNaN(after) ? undefined : Math.max(0, after) };
}

function errorOf(status: number, text: string): unknown {
  const json = z.looseObject({ message: z.string() }).safeParse(jsonOrText(text));
  return json.success
    ? json.data
    : { name: "Error", message: `the application answered ${status}: ${text.slice(0, 500)}` };
}

function jsonOf(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}

function jsonOrText(text: string): unknown {
  try {
    return jsonOf(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
