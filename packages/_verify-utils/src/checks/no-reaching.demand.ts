import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { exceptsFewer } from "../demand/selectors.ts";
import { spokenRule } from "./boundary/spoken-rule.ts";
import type { NoReaching } from "./no-reaching.ts";

const demand = demandsOf<Omit<NoReaching, "claim" | "name" | "reason">>({
  except: exceptsFewer,
  among: globs,
});

export const reachingDemand = (given: NoReaching) => demand(spokenRule(given));
