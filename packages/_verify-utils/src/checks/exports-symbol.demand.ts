import type { SymbolRef } from "@phasegate/code-facts";
import type { Json } from "@phasegate/report";
import { demandsOf } from "../demand/demand.ts";
import { same } from "../demand/orders.ts";
import { schema, schemaData } from "../demand/schema.ts";
import type { ExportsSymbol } from "./exports-symbol.ts";

const demand = demandsOf<{ readonly symbol: SymbolRef; readonly value?: Json }>({
  symbol: same,
  value: schema,
});

export const exportsDemand = ({ symbol, value }: Pick<ExportsSymbol, "symbol" | "value">) =>
  demand({ symbol, ...(value === undefined ? {} : { value: schemaData(value) }) });
