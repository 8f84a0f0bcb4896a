export { column, section } from "./contract/build.ts";
export { cellValue } from "./contract/cell-value.ts";
export type {
  CellKind,
  ColumnContract,
  DataContract,
  DocumentContract,
  ForeignContent,
  SectionContract,
} from "./contract/contract.ts";
export { dispositionContract, triggerEvidenceContract } from "./contract/dispositions.ts";
export { isIdle, isPlaceholder } from "./contract/idle.ts";
export type {
  ContractCell,
  ContractProblem,
  ContractReading,
  ContractRow,
  SectionReading,
} from "./contract/reading.ts";
export { type Data, type DataProblem, type DataReading, pathText, pointerOf } from "./data/data.ts";
export { placeOfData, placeOfKey } from "./data/place-of.ts";
export { type Declaration, normaliseKey } from "./declare/declaration.ts";
export {
  type DocumentAnswer,
  readContract,
  readData,
  readOutline,
  readSpeech,
  type Speech,
} from "./documents.ts";
export type { Entry, Format, RecordFormat, RegisterFormat } from "./format.ts";
export { formats } from "./formats/index.ts";
export { hedgeWords } from "./language/hedge-words.ts";
export { hedgesIn } from "./language/hedges.ts";
export { type Paragraph, paragraphsOf, placeOf } from "./language/paragraphs.ts";
export { phrasePattern, phrasesIn } from "./language/phrases.ts";
export { placeholderIn, saysNothing } from "./language/placeholder.ts";
export { demandingWords, requirementWords } from "./language/requirement.ts";
export { type NormativeSentence, normativeSentences } from "./language/sentences.ts";
export { decisionKey, idKey } from "./lifecycle/id-key.ts";
export { byKey, heirOf, type IdChange, idChanges } from "./lifecycle/ids.ts";
export { isAnotherDecision } from "./lifecycle/likeness.ts";
export { statusCondition } from "./lifecycle/status-condition.ts";
export { statusWord } from "./lifecycle/status-word.ts";
export { type SupersessionProblem, supersessionProblems } from "./lifecycle/supersession.ts";
export { readTransition, type StatedTransition, statedTransitions } from "./lifecycle/transition-text.ts";
export { isLegal, type Transitions, usualInitial, usualTransitions } from "./lifecycle/transitions.ts";
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
export { type Said, saidUnder, statementOf } from "./statement/said.ts";
export { isVague } from "./statement/vague.ts";
export {
  readWatchpoints,
  type Watchpoint,
  type WatchpointLabels,
  type WatchpointPart,
  watchpointParts,
} from "./statement/watchpoints.ts";
export { sameState } from "./status/agree.ts";
export { type NotUnderstood, type Survey, type SurveyRow, surveyDecisions } from "./survey.ts";
export { roleOf } from "./vocabulary/vocabulary.ts";
