export * from "./model/file.ts";
export * from "./model/location.ts";
export * from "./model/problem.ts";
export * from "./model/record.ts";
export * from "./model/status.ts";
export { type DecisionSource, type ParseOptions, parseDecisions } from "./parse.ts";
export type { SourceFile } from "./source/open.ts";
