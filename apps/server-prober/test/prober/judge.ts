import { z } from "zod";
import type { Cell } from "./cells.ts";
import { isBearer } from "./cells.ts";
import type { Answer } from "./exchange.ts";
import { isTrigger } from "./sample.ts";
import { subjects } from "./target.ts";

/** What is wrong with the answer to a cell, in a sentence that names the cell; `undefined` when nothing is. */
export function judge(cell: Cell, answer: Answer, hadEffect: boolean): string | undefined {
  const wrong =
    cell.outcome === "served" ? servedWrongly(cell, answer, hadEffect) : letThrough(cell, answer, hadEffect);
  if (wrong === undefined) return undefined;
  return `${cell.name}: ${cell.outcome} by the table, but ${wrong} (${answer.status} ${answer.text.slice(0, 120)})`;
}

const refusals = {
  refused: [401, "UNAUTHORIZED"],
  forbidden: [403, "FORBIDDEN"],
  "not found": [404, "NOT_FOUND"],
} as const;

/** Every way to say no, for requests that are wrong in more than one way. */
const noes: readonly number[] = [400, 401, 403, 404, 405, 413, 414, 415, 422, 431, 501];

function letThrough({ outcome }: Cell, answer: Answer, hadEffect: boolean): string | undefined {
  if (hadEffect) return "it had an effect";
  if (answer.status > 0 && answer.status < 400) return "it was served";
  if (answer.status >= 500 && answer.status !== 501) return "the server failed";
  if (outcome === "not served") {
    return answer.status === 0 || noes.includes(answer.status) ? undefined : "it was answered otherwise";
  }
  if (outcome === "served") return undefined;
  const [status, code] = refusals[outcome];
  if (answer.status !== status) return `it was answered otherwise than by ${status} ${code}`;
  const error = refusal.safeParse(parsed(answer.text));
  if (!error.success || error.data.code !== code) return `its answer is not the contract's own ${code}`;
  return undefined;
}

const shape = {
  defined: z.literal(true),
  code: z.string(),
  status: z.int(),
  message: z.string(),
  data: z.unknown().optional(),
};
/** Nothing else stands in a refusal. RPC wraps it. */
const refusal = z
  .union([z.strictObject(shape), z.strictObject({ json: z.strictObject(shape) })])
  .transform((body) => ("json" in body ? body.json : body));

function servedWrongly(cell: Cell, answer: Answer, hadEffect: boolean): string | undefined {
  if (cell.route.place === "/api/inngest") return unsigned(answer);
  if (isTrigger(cell.route)) return notStarted(cell, answer, hadEffect);
  if (hadEffect) return "a read had an effect";
  const isAdmitted = answer.status === 422 || (answer.status >= 200 && answer.status < 300);
  if (!isAdmitted) return "it was not served";
  return anotherCaller(cell, answer);
}

function unsigned({ status, headers }: Answer): string | undefined {
  if ([401, 403, 404, 405].includes(status)) return "it was refused";
  return headers["x-inngest-signature"] === undefined ? "its answer is not signed" : undefined;
}

const started = z.object({ run: z.object({ id: z.string() }), isNew: z.boolean() });

function notStarted({ id }: Cell, { status, text }: Answer, hadEffect: boolean): string | undefined {
  if (status !== 202) return "it was not served";
  const answer = started.safeParse(parsed(text));
  if (!answer.success || answer.data.run.id !== id) return "it was answered with another run";
  return hadEffect ? undefined : "nothing was started";
}

const someone = z.object({ kind: z.string(), subject: z.string() });

/** A route that tells the caller who they are has to tell who they proved to be. */
function anotherCaller({ caller, route }: Cell, { text }: Answer): string | undefined {
  if (!route.path.endsWith("/whoami")) return undefined;
  const body = parsed(text);
  const inner = typeof body === "object" && body !== null && "json" in body ? body.json : body;
  const told = someone.safeParse(inner);
  if (!isBearer(caller) || !told.success) return "it was not told who calls";
  const { class: kind, subject } = subjects[caller];
  const isOwn = told.data.kind === kind && told.data.subject === subject;
  return isOwn ? undefined : "it was taken for another caller";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
