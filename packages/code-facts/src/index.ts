export type { CallArguments } from "./arguments-of.ts";
export type { CallSite, CallsAnswer, Escape } from "./calls-of.ts";
export type { CallOn, CallsOnAnswer } from "./calls-on.ts";
export {
  type Declaration,
  type DeclarationKind,
  declarationKinds,
  type ExportAnswer,
} from "./export-of.ts";
export {
  type CodeFacts,
  type CodeFactsOptions,
  createCodeFacts,
  type KeptFacts,
  keepCodeFacts,
  type ModuleAnswer,
  type ModuleProblem,
} from "./facts.ts";
export { type FlowStatistics, flowStatistics } from "./flow-statistics.ts";
export type { GlobalUse } from "./globals-of.ts";
export type { ImportSite, ImportsAnswer, ImportsOptions } from "./imports-of.ts";
export type { Location, Position } from "./location.ts";

export { type Mention, type MentionKind, mentionKinds } from "./mentions/mention.ts";
export type { MentionsAnswer, ModuleMentions } from "./mentions/mentions.ts";
export type { NamedModule, ResolvedMention } from "./mentions/named-module.ts";
export { readMentionsAhead } from "./mentions/read-ahead.ts";
export type { ModuleEdge, ModuleGraphAnswer } from "./module-graph.ts";
export type { FollowedQuery } from "./order/followed.ts";
export type { KeyedByAnswer, KeyedByQuery, KeyPlace } from "./order/keyed-by.ts";

export type { NotReachableAnswer, NotReachableQuery } from "./order/not-reachable.ts";
export {
  type ArgumentPath,
  type CallTarget,
  type Combinator,
  type GuardAnswer,
  type GuardAnswerKind,
  type GuardedQuery,
  type GuardScope,
  guardAnswers,
  type ParameterTarget,
  type Step,
  stepKinds,
  type UndecidedReason,
  undecidedReasons,
} from "./order/query.ts";
export { isModulePath } from "./parse.ts";
export type { PrepareOptions } from "./prepare.ts";
export type { Condition, Resolution } from "./resolve/resolution.ts";
export { type NamedEntry, Resolver } from "./resolve/resolver.ts";
export type { StaticProperty, StaticValue } from "./static-value.ts";
export type { SymbolRef } from "./symbol.ts";
export type { Text, TextsAnswer } from "./texts/answer.ts";
export type { TextsSource } from "./texts/texts-of.ts";
export type { UnknownImport } from "./unknown-imports.ts";
export { type CallKind, callKinds, type EscapeKind, escapeKinds } from "./uses/use.ts";
export {
  type BranchPosition,
  type BranchQuery,
  type BranchSite,
  branchPositions,
} from "./words/branches-of.ts";
export { type KeyPosition, type KeySite, type KeysQuery, keyPositions } from "./words/keys-of.ts";
export type { LooseQuery, LooseSite } from "./words/loose-schemas.ts";
export type { ShapePosition, ShapeSite } from "./words/type-shape.ts";
