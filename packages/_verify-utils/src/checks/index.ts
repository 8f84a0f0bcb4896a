export { type DecisionRecorded, decisionRecorded } from "./decision-recorded.ts";
export { type TestName, type TestsPassed, testsPassed, titles } from "./tests-passed.ts";
