import {
  evaluationOf,
  type HeavyMarker,
  type HeavyResults,
  keepEvaluation,
  type RequestContext,
  type SettledEvaluation,
} from "../workflows/context.ts";

export interface HeavyMiddlewareDefinition<M extends HeavyMarker> {
  readonly marker: M;
  /** Reaches the heavy resource. It must not ask for its own marker: it would wait for itself. */
  readonly evaluate: (context: RequestContext) => Promise<HeavyResults[M]>;
}

export interface HeavyMiddleware<M extends HeavyMarker> {
  readonly marker: M;
  /**
   * The result for this request: evaluated by the first call, shared by every later or concurrent one.
   * @throws the error of the evaluation, the same one each time, for as long as the request lives.
   */
  run(context: RequestContext): Promise<HeavyResults[M]>;
}

/** Defines an evaluation that happens at most once for a request object, whatever its outcome. */
export function defineHeavyMiddleware<M extends HeavyMarker>(
  definition: HeavyMiddlewareDefinition<M>,
): HeavyMiddleware<M> {
  const { marker } = definition;
  return {
    marker,
    async run(context) {
      const settled = await evaluateOnce(definition, context);
      if (settled.state === "failed") throw settled.error;
      return settled.value;
    },
  };
}

function evaluateOnce<M extends HeavyMarker>(
  definition: HeavyMiddlewareDefinition<M>,
  context: RequestContext,
): SettledEvaluation<M> | Promise<SettledEvaluation<M>> {
  const { marker } = definition;
  const kept = evaluationOf(context.request, marker);
  if (kept !== undefined) return kept.state === "pending" ? kept.outcome : kept;

  // Kept before the evaluation starts, so that a concurrent call finds it in flight.
  const outcome = Promise.resolve(context)
    .then(definition.evaluate)
    .then(succeeded<M>, failed)
    .then((settled) => {
      keepEvaluation(context.request, marker, settled);
      return settled;
    });
  keepEvaluation(context.request, marker, { state: "pending", outcome });
  return outcome;
}

function succeeded<M extends HeavyMarker>(value: HeavyResults[M]): SettledEvaluation<M> {
  return { state: "succeeded", value };
}

function failed(error: unknown): { readonly state: "failed"; readonly error: unknown } {
  return { state: "failed", error };
}
