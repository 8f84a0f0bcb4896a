export { type CallsSymbol, callsSymbol } from "./calls-symbol.ts";
export { type DecisionRecorded, decisionRecorded } from "./decision-recorded.ts";
export { type ExportsSymbol, exportsSymbol } from "./exports-symbol.ts";
export { type Guarded, guarded } from "./guarded.ts";
export { type ImportConfined, importConfined } from "./import-confined.ts";
export { type KeyedBy, keyedBy } from "./keyed-by.ts";
export { type NotReachable, notReachable } from "./not-reachable.ts";
export { type ListSource, type SetsAgree, setsAgree } from "./sets-agree.ts";
export { type TestName, type TestsPassed, testsPassed, titles } from "./tests-passed.ts";
