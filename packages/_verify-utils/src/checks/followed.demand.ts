import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atMost, ranked, same, wherePresent } from "../demand/orders.ts";
import type { Followed } from "./followed.ts";

type Arguments = Omit<Followed, "claim" | "name">;

const demand = demandsOf<Arguments>({
  first: same,
  by: same,
  same: wherePresent,
  among: globs,
  within: atMost,
  combinators: atMost,
  unknownCallers: ranked("undecided", "unguarded"),
});

export const followedDemand = (given: Arguments) => demand({ unknownCallers: "undecided", ...given });
