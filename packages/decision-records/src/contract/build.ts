import type { ZodType } from "zod";
import type { CellKind, ColumnContract, SectionContract } from "./contract.ts";

type Names = readonly [string, ...string[]];

/** A column or key that has to say something, by any of its names. */
export function column(kind: CellKind, ...names: Names): ColumnContract;
/** The same, whose value has to fit a schema. */
export function column(kind: CellKind, schema: ZodType, ...names: Names): ColumnContract;
export function column(kind: CellKind, first: ZodType | string, ...names: readonly string[]): ColumnContract {
  if (typeof first === "string") return { names: [first, ...names], kind, required: true };
  const [name = kind, ...others] = names;
  return { names: [name, ...others], kind, required: true, schema: first };
}

/** A section that has to be there, by any of its names. Without columns and keys it is prose. */
export function section(
  names: Names | string,
  columns: SectionContract["columns"] = {},
  options: Partial<Omit<SectionContract, "names" | "columns">> = {},
): SectionContract {
  return { required: true, ...options, names: typeof names === "string" ? [names] : names, columns };
}
