import { z } from "zod";
import { isExpression } from "./expression.ts";

const expression = z.string().refine(isExpression, "is not an expression of CEL");

const concurrency = z.object({
  limit: z.int().min(0),
  key: expression.optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

/** What the SDK tells of a function when it is registered, as far as this executor keeps it. */
export const functionConfig = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    triggers: z.array(z.strictObject({ event: z.string(), expression: expression.optional() })),
    steps: z.record(
      z.string(),
      z.looseObject({ retries: z.object({ attempts: z.int().optional() }).optional() }),
    ),
    idempotency: expression.optional(),
    concurrency: z
      .union([
        z.int().transform((limit) => [{ limit, key: undefined, scope: undefined }]),
        concurrency.transform((one) => [one]),
        z.array(concurrency),
      ])
      .optional(),
  })
  .transform(({ id, triggers, steps, idempotency, concurrency = [] }) => ({
    id,
    triggers,
    idempotency,
    concurrency: concurrency.map(({ limit, key, scope = "fn" }): Concurrency => ({ limit, key, scope })),
    maxAttempts: (steps["step"]?.retries?.attempts ?? defaultRetries) + 1,
  }));

const defaultRetries = 3;

export interface Concurrency {
  /** At most so many deliveries under way at once; 0 for no limit. */
  readonly limit: number;
  /** CEL over the event: each of its values has the limit to itself. */
  readonly key: string | undefined;
  readonly scope: "fn" | "env" | "account";
}

export type FunctionConfig = z.infer<typeof functionConfig>;

/** The answer to an in-band registration. */
export const registration = z.object({ app_id: z.string(), functions: z.array(z.unknown()) });
