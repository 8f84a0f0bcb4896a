import type { SymbolRef } from "@phasegate/code-facts";
import { demandsOf } from "../demand/demand.ts";
import { isList } from "../demand/json.ts";
import { order, same } from "../demand/orders.ts";
import type { CallsSymbol } from "./calls-symbol.ts";

interface Arguments {
  readonly symbol: SymbolRef;
  readonly module: string;
  readonly functions?: readonly string[] | undefined;
}

/** Whoever demands a call in one function demands one in the module. */
const functions = order((now, before) => {
  if (!isList(before)) return "yes";
  return isList(now) && before.every((name) => now.includes(name)) ? "yes" : "no";
}, true);

const demand = demandsOf<Arguments>({ symbol: same, module: same, functions });

export const callsDemand = ({ symbol, from }: Pick<CallsSymbol, "symbol" | "from">) =>
  demand({ symbol, module: from.module, functions: from.functions });
