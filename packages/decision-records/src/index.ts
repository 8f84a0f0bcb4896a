export * from "./contract/contract.ts";
export { dispositionContract, triggerEvidenceContract } from "./contract/dispositions.ts";
export type {
  ContractCell,
  ContractProblem,
  ContractReading,
  ContractRow,
  SectionReading,
} from "./contract/reading.ts";
export type { Declaration } from "./declare/declaration.ts";
export { type DocumentAnswer, readContract, readOutline, readSpeech, type Speech } from "./documents.ts";
export type { Entry, Format, RecordFormat, RegisterFormat } from "./format.ts";
export { formats } from "./formats/index.ts";
export * from "./model/file.ts";
export * from "./model/location.ts";
export * from "./model/problem.ts";
export * from "./model/record.ts";
export * from "./model/status.ts";
export type { Outline } from "./outline/outline.ts";
export { type DecisionSource, type ParseOptions, parseDecisions } from "./parse.ts";
export { readDecisions } from "./read.ts";
export type { SourceFile } from "./source/open.ts";
export type { Mention } from "./speech/mentions.ts";
export { type Statement, type StatementForm, statementForms } from "./speech/statement.ts";
export { sameState } from "./status/agree.ts";
export { type NotUnderstood, type Survey, type SurveyRow, surveyDecisions } from "./survey.ts";
