import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { narrowing, ranked } from "../demand/orders.ts";
import { countsMore, exceptsFewer, namesFewer, namesMore } from "../demand/selectors.ts";
import { spokenRule } from "./boundary/spoken-rule.ts";
import type { ImportBoundary } from "./import-boundary.ts";

const demand = demandsOf<Omit<ImportBoundary, "claim" | "name" | "reason">>({
  from: namesMore,
  forbid: namesMore,
  only: namesFewer,
  kinds: countsMore,
  except: exceptsFewer,
  among: globs,
  computed: ranked("assumed", "blocked"),
  emptyIsFine: narrowing,
});

export const boundaryDemand = (given: ImportBoundary) =>
  demand({ computed: "blocked", ...spokenRule(given) });
