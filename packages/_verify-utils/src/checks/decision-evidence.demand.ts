import { demandsOf } from "../demand/demand.ts";
import { atMost, same } from "../demand/orders.ts";
import type { DecisionEvidence } from "./decision-evidence.ts";

type Arguments = Omit<DecisionEvidence, "claim" | "name">;

const demand = demandsOf<Arguments>({ id: same, statuses: atMost, unless: atMost, evidenceField: same });

export const evidenceDemand = (given: Arguments) =>
  demand({ statuses: ["locked", "closed"], unless: [], evidenceField: "closure_evidence", ...given });
