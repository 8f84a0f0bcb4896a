export { type DecisionRecorded, decisionRecorded } from "./decision-recorded.ts";
