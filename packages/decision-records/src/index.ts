export * from "./model/file.ts";
export * from "./model/location.ts";
export * from "./model/problem.ts";
export * from "./model/record.ts";
export * from "./model/status.ts";
export { type DecisionSource, parseDecisions, type SourceFile } from "./parse.ts";
