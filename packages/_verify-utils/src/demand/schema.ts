import type { Json } from "@phasegate/report";
import { type ZodType, z } from "zod";
import { markOpaque, toJson } from "./json.ts";
import { type Order, order } from "./orders.ts";
import { admitsNoMore } from "./schema-order.ts";

/** What a zod schema admits, as JSON Schema. What that cannot say (refinements, transforms) is marked. */
export function schemaData(schema: ZodType): Json {
  const converted = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (untold.has(def.type) || (def.checks ?? []).some((check) => check._zod.def.check === "custom"))
        Object.assign(jsonSchema, markOpaque(def.type));
    },
  });
  const { $schema: _, ...rest } = converted;
  return toJson(JSON.parse(JSON.stringify(rest)));
}

/** Types of zod of which JSON Schema shows less than they do. */
const untold: ReadonlySet<string> = new Set([
  "custom",
  "transform",
  "pipe",
  "function",
  "lazy",
  "promise",
  "symbol",
  "map",
  "set",
  "date",
  "bigint",
]);

/** A schema that a value has to fit, where it is there. */
export const schema: Order = order((now, before) => {
  if (before === undefined) return "yes";
  return now === undefined ? "no" : admitsNoMore(now, before);
});
