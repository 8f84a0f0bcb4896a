import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atMost, narrowing, ranked, same, wherePresent } from "../demand/orders.ts";
import type { Guarded } from "./guarded.ts";

type Arguments = Omit<Guarded, "claim" | "name">;

const demand = demandsOf<Arguments>({
  effect: same,
  by: same,
  same: wherePresent,
  where: narrowing,
  policy: wherePresent,
  guardReturns: wherePresent,
  guardProperty: wherePresent,
  among: globs,
  within: atMost,
  combinators: atMost,
  unknownCallers: ranked("undecided", "unguarded"),
});

export const guardedDemand = (given: Arguments) => demand({ unknownCallers: "undecided", ...given });
