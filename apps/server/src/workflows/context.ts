import type { Coordination } from "@rawr/coordination-inngest";
import type { Caller } from "../caller.ts";
import type { RouteFamily } from "../families.ts";
import type { Registration } from "../manifest.ts";

/** The registry of heavy markers: each names one evaluation. */
export const heavyMarkers = ["caller"] as const;
export type HeavyMarker = (typeof heavyMarkers)[number];

/** The type of each evaluation's result. */
export interface HeavyResults extends Record<HeavyMarker, unknown> {
  readonly caller: Caller;
}

/** What every dispatch and every procedure is given. One per request object. */
export interface RequestContext {
  readonly request: Request;
  readonly requestId: string;
  /** What the caller calls the matter that the request belongs to; the request's id when it said nothing usable. */
  readonly correlationId: string;
  readonly family: RouteFamily;
  /** What the manifest registers, for procedures that describe the host. */
  readonly registrations: readonly Registration[];
  /** Where runs are; `undefined` on a host whose manifest registers no workflows. */
  readonly coordination: Coordination | undefined;
}

export interface ContextOptions {
  readonly correlationId?: string | undefined;
  readonly coordination?: Coordination | undefined;
}

/** `failed` is final for its request: it is neither retried nor read as success. */
export type Evaluation<M extends HeavyMarker> =
  | { readonly state: "pending"; readonly outcome: Promise<SettledEvaluation<M>> }
  | SettledEvaluation<M>;

export type SettledEvaluation<M extends HeavyMarker> =
  | { readonly state: "succeeded"; readonly value: HeavyResults[M] }
  | { readonly state: "failed"; readonly error: unknown };

type MarkerStore = { [M in HeavyMarker]?: Evaluation<M> };

/** Keyed by the request object and nothing else: equal ids, headers or tokens never meet here. */
const markerStores = new WeakMap<Request, MarkerStore>();

export function createRequestContext(
  request: Request,
  family: RouteFamily,
  registrations: readonly Registration[],
  { correlationId, coordination }: ContextOptions = {},
): RequestContext {
  const requestId = crypto.randomUUID();
  return Object.freeze({
    request,
    requestId,
    correlationId: correlationId ?? requestId,
    family,
    registrations,
    coordination,
  });
}

export function evaluationOf<M extends HeavyMarker>(request: Request, marker: M): Evaluation<M> | undefined {
  return markerStores.get(request)?.[marker];
}

/** Only the heavy-middleware construct calls this. */
export function keepEvaluation<M extends HeavyMarker>(
  request: Request,
  marker: M,
  evaluation: Evaluation<M>,
): void {
  const store: MarkerStore = markerStores.get(request) ?? {};
  const slot: { [K in M]?: Evaluation<K> } = store;
  slot[marker] = evaluation;
  markerStores.set(request, store);
}

export type DispatchRefusalReason = "foreign-context" | "missing" | "pending" | "failed";

/** A dispatch that must not happen. `cause` is the error of the evaluation that failed, if one did. */
export class DispatchRefused extends Error {
  override readonly name = "DispatchRefused";
  readonly reason: DispatchRefusalReason;
  readonly marker: HeavyMarker | undefined;

  constructor(reason: DispatchRefusalReason, marker?: HeavyMarker, cause?: unknown) {
    super(`dispatch refused: ${marker ?? "context"} is ${reason}`, { cause });
    this.reason = reason;
    this.marker = marker;
  }
}

/** @throws DispatchRefused when the context was made for another request object. */
export function assertOwnContext(context: RequestContext, request: Request): void {
  if (context.request !== request) throw new DispatchRefused("foreign-context");
}

/** @throws DispatchRefused unless every marker was evaluated, with success, for the context's request. */
export function assertRequiredMarkers(context: RequestContext, markers: readonly HeavyMarker[]): void {
  for (const marker of markers) {
    const evaluation = evaluationOf(context.request, marker);
    if (evaluation === undefined) throw new DispatchRefused("missing", marker);
    if (evaluation.state === "pending") throw new DispatchRefused("pending", marker);
    if (evaluation.state === "failed") throw new DispatchRefused("failed", marker, evaluation.error);
  }
}

/**
 * The result that was kept for this request.
 * @throws DispatchRefused when there is none.
 */
export function heavyResult<M extends HeavyMarker>(context: RequestContext, marker: M): HeavyResults[M] {
  const evaluation = evaluationOf(context.request, marker);
  if (evaluation?.state === "succeeded") return evaluation.value;
  throw new DispatchRefused(evaluation?.state ?? "missing", marker);
}
