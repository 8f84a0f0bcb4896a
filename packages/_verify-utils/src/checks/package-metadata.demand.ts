import type { Json } from "@phasegate/report";
import { type Demand, demandsOf } from "../demand/demand.ts";
import { each, narrowing, oneOf, same } from "../demand/orders.ts";
import { schema, schemaData } from "../demand/schema.ts";
import type { PackageMetadata } from "./package-metadata.ts";

const demand = demandsOf<Omit<PackageMetadata, "claim" | "name" | "schema"> & { readonly schema: Json }>({
  key: same,
  schema,
  contributors: each,
  among: narrowing,
  // Unique by fewer properties together is stricter.
  unique: oneOf,
  forbidden: each,
});

export function metadataDemand({ claim: _, name: __, ...args }: PackageMetadata): Demand {
  return demand({ ...args, schema: schemaData(args.schema) });
}
