import { demandsOf } from "../demand/demand.ts";
import { atMost, each, same } from "../demand/orders.ts";
import type { DecisionRecorded } from "./decision-recorded.ts";

type Arguments = Omit<DecisionRecorded, "claim" | "name">;

const demand = demandsOf<Arguments>({
  id: same,
  statuses: atMost,
  evidenceField: same,
  fields: each,
  normative: each,
  names: each,
});

/** A field that has to be normative has to be there. */
export const recordedDemand = ({ fields = [], normative = [], ...rest }: Arguments) =>
  demand({
    evidenceField: "closure_evidence",
    ...rest,
    fields: [...new Set([...fields, ...normative])],
    normative,
  });
