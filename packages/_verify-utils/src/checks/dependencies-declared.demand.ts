import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { narrowing } from "../demand/orders.ts";
import { namesMore } from "../demand/selectors.ts";
import { spokenRule } from "./boundary/spoken-rule.ts";
import type { DependenciesDeclared } from "./dependencies-declared.ts";

const demand = demandsOf<Omit<DependenciesDeclared, "claim" | "name" | "reason">>({
  among: globs,
  ships: namesMore,
  orRoot: narrowing,
});

export const declaredDemand = (given: DependenciesDeclared) => {
  const { orRoot, ...rest } = spokenRule(given);
  return demand({ ships: [], ...rest, ...(orRoot === true ? { orRoot } : {}) });
};
