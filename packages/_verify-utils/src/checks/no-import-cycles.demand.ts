import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atLeast, atMost, same } from "../demand/orders.ts";
import { bindingKinds } from "./boundary/binding-kinds.ts";
import { spokenRule } from "./boundary/spoken-rule.ts";
import type { NoImportCycles } from "./no-import-cycles.ts";

const demand = demandsOf<Omit<NoImportCycles, "claim" | "name" | "reason">>({
  of: same,
  kinds: atLeast,
  except: atMost,
  among: globs,
});

export const cyclesDemand = ({ except, ...given }: NoImportCycles) =>
  demand({
    kinds: bindingKinds,
    ...spokenRule(given),
    except: (except ?? []).map(({ modules }) => ({ modules, reason: "" })),
  });
