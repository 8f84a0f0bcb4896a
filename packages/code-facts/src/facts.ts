import type { Edits, Memo, RepoPath, Workspace } from "@phasegate/workspace";
import { argumentsOf, type CallArguments, methodArgumentsOf } from "./arguments-of.ts";
import { type CallsAnswer, callsOf } from "./calls-of.ts";
import { type CallsOnAnswer, callsOn } from "./calls-on.ts";
import { changedBy } from "./changed-by.ts";
import { changesOf, changesOfGiven, doesHandBack } from "./changes-of.ts";
import { type ExportAnswer, exportOf } from "./export-of.ts";
import { type GlobalUse, globalsOf } from "./globals-of.ts";
import { type ImportsAnswer, type ImportsOptions, importsOf } from "./imports-of.ts";
import { LineTable, type Location } from "./location.ts";
import { type MentionsBefore, ModuleMentions } from "./mentions/mentions.ts";
import { type ModuleGraphAnswer, moduleGraph } from "./module-graph.ts";
import { ModuleGraph } from "./names/graph.ts";
import type { InstalledPath } from "./names/module-takes.ts";
import { Names } from "./names/names.ts";
import { type FollowedQuery, followed } from "./order/followed.ts";
import { guarded } from "./order/guarded.ts";
import { type KeyedByAnswer, type KeyedByQuery, keyedBy } from "./order/keyed-by.ts";
import { type NotReachableAnswer, type NotReachableQuery, notReachable } from "./order/not-reachable.ts";
import type { GuardAnswer, GuardedQuery } from "./order/query.ts";
import { type PrepareOptions, prepare } from "./prepare.ts";
import { readRecordBytes } from "./read-record.ts";
import type { ModuleRecord, ReadableRecord } from "./record.ts";
import { Gatherer } from "./rests.ts";
import { type StaticValue, ValueReader } from "./static-value.ts";
import type { SymbolRef } from "./symbol.ts";
import type { TextsAnswer } from "./texts/answer.ts";
import { type TextsSource, textsOf } from "./texts/texts-of.ts";

import { type Augmentation, augmentationsOf } from "./words/augmentations.ts";
import { type BranchQuery, type BranchSite, branchesOf } from "./words/branches-of.ts";
import { type KeySite, type KeysQuery, keysOf } from "./words/keys-of.ts";
import { type LooseQuery, type LooseSite, looseSchemasOf } from "./words/loose-schemas.ts";
import { type ShapeSite, typeShape } from "./words/type-shape.ts";

export interface ModuleProblem {
  readonly message: string;
  readonly location: Location;
}

/** Parse errors are data. `undefined` stands for an absent file. */
export type ModuleAnswer =
  | { readonly kind: "module"; readonly exports: readonly string[]; readonly imports: readonly string[] }
  | { readonly kind: "unparsable"; readonly errors: readonly ModuleProblem[] }
  | undefined;

/**
 * Facts on the code of one workspace. Make one per check, over that check's tracing workspace: every answer asks the
 * workspace for the digest of each file that it rests on, also when the facts come from the memo.
 *
 * A bad repository does not make it throw, except {@link WorkspaceError} for files that the door refuses to read.
 */
export interface CodeFacts {
  /** Reads many modules ahead with threads; no answer depends on whether it was called. */
  prepare(files: readonly RepoPath[], options: PrepareOptions): Promise<void>;
  module(path: RepoPath): ModuleAnswer;
  moduleGraph(files: readonly RepoPath[]): ModuleGraphAnswer;
  /**
   * The modules, and whatever they import when they run, directly or through others, of what is among these.
   * @param question a name for it: on edited views, the answer to the same question before them is where it starts
   */
  reachedFrom(
    question: string,
    modules: readonly RepoPath[],
    among: readonly RepoPath[],
  ): readonly RepoPath[];
  /** Everything that modules name, by whatever means, and where it leads. */
  readonly mentions: ModuleMentions;
  exportOf(symbol: SymbolRef): ExportAnswer;
  /** What an exported constant holds; of an object, `only` the part at this path. */
  valueOf(symbol: SymbolRef, only?: readonly string[]): StaticValue;
  /** Where something among the candidates writes into what an exported constant holds. */
  changesOf(symbol: SymbolRef, candidates: readonly RepoPath[]): readonly Location[];
  /**
   * Where something among the candidates writes into what calls of a function (in `calls`) are given at this place, once the
   * function has handed that back as it was.
   */
  changesOfGiven(
    symbol: SymbolRef,
    argument: number,
    calls: readonly RepoPath[],
    candidates: readonly RepoPath[],
  ): readonly Location[];
  /** Whether a function of the repository returns what it is given at this place, as it was. */
  handsBack(symbol: SymbolRef, argument: number): boolean;
  /** Which texts an exported type or zod schema admits. */
  textsOf(source: TextsSource): TextsAnswer;
  importsOf(
    subject: SymbolRef | { readonly module: string },
    candidates: readonly RepoPath[],
    options?: ImportsOptions,
  ): ImportsAnswer;
  /** Where candidates import by a path into an installed package (`…/node_modules/…`), which goes around its name. */
  installedPathsOf(candidates: readonly RepoPath[]): readonly InstalledPath[];
  callsOf(symbol: SymbolRef, candidates: readonly RepoPath[]): CallsAnswer;
  argumentsOf(symbol: SymbolRef, candidates: readonly RepoPath[]): readonly CallArguments[];
  /** What calls of a method of this name are given in a module, on whatever they are made. */
  methodArgumentsOf(module: RepoPath, method: string): readonly CallArguments[];
  /** Calls of methods on whatever a constructor makes, with what they are given. */
  callsOn(maker: SymbolRef, methods: readonly string[], candidates: readonly RepoPath[]): CallsOnAnswer;
  globalsOf(module: RepoPath): readonly GlobalUse[];
  /** Where a module names one of some properties. */
  keysOf(module: RepoPath, query: KeysQuery): readonly KeySite[];
  /** Modules of the repository that a module declares more of. */
  augmentationsOf(module: RepoPath): readonly Augmentation[];
  /** What an exported type declares and admits; with the types of the properties in `into`. */
  typeShape(symbol: SymbolRef, into: readonly string[]): readonly ShapeSite[];
  /** Where a module makes schemas of something that let properties through which they do not name. */
  looseSchemasOf(module: RepoPath, query: LooseQuery): readonly LooseSite[];
  /** Where a module decides by a term or by one of its values. */
  branchesOf(module: RepoPath, query: BranchQuery): readonly BranchSite[];
  /** Whether each call of an effect happens only after a guard: confine, then dominate. */
  guarded(query: GuardedQuery): GuardAnswer;
  /** Whether each call of one thing is followed by a call of another before the code around is left. */
  followed(query: FollowedQuery): GuardAnswer;
  /** Whether a thing is called only by its construct. */
  notReachable(query: NotReachableQuery): NotReachableAnswer;
  /** Whether a cache stays in its module and is only ever asked by one parameter. */
  keyedBy(query: KeyedByQuery): KeyedByAnswer;
}

export interface CodeFactsOptions {
  readonly workspace: Workspace;
  /** Where facts are kept by digest; without one every instance parses for itself. */
  readonly memo?: Memo;
}

export function createCodeFacts({ workspace, memo }: CodeFactsOptions): CodeFacts {
  return factsOf(new Names(new ModuleGraph(workspace, { memo })));
}

/** Facts on a workspace, and those of edited views of it, which start from them: an edit costs what it changes. */
export interface KeptFacts {
  readonly facts: CodeFacts;
  /** @param view the workspace with these edits */
  edited(view: Workspace, edits: Edits): CodeFacts;
}

/** The workspace must stay as it is, and its content must not depend on who looks: no trace sees what is kept. */
export function keepCodeFacts({ workspace, memo }: CodeFactsOptions): KeptFacts {
  const graph = new ModuleGraph(workspace, { memo, gatherer: new Gatherer() });
  const names = new Names(graph);
  const facts = factsOf(names);
  return {
    facts,
    edited: (view, edits) => {
      const changed = changedBy(edits, graph, view);
      return factsOf(
        new Names(new ModuleGraph(view, { memo, before: { graph, changed } }), { names, changed }),
        { mentions: facts.mentions, changed },
      );
    },
  };
}

function factsOf(names: Names, before?: MentionsBefore): CodeFacts {
  const { graph } = names;
  const { memo, resolver, gatherer } = graph;
  return {
    prepare: (files, options) => {
      const isMissing = (path: RepoPath) => !graph.hasRecord(path);
      const keep = (path: RepoPath, record: ModuleRecord) => graph.keepRecord(path, record);
      return prepare(
        { what: "records", isMissing, read: readRecordBytes, keep },
        graph.workspace,
        files,
        options,
      );
    },
    module: (path) => moduleAnswer(graph, path),
    moduleGraph: (files) => moduleGraph(names, files),
    reachedFrom: (question, modules, among) => names.reachedFrom(question, modules, among),
    mentions: new ModuleMentions(graph.workspace, { memo, resolver, gatherer, before }),
    exportOf: (symbol) => exportOf(names, symbol),
    valueOf: (symbol, only) => valueOfSymbol(names, symbol, only),
    changesOf: (symbol, candidates) => changesOf(names, symbol, candidates),
    changesOfGiven: (symbol, argument, calls, candidates) =>
      changesOfGiven(names, symbol, argument, calls, candidates),
    handsBack: (symbol, argument) => doesHandBack(names, symbol, argument),
    textsOf: (source) => textsOf(names, source),
    importsOf: (subject, candidates, options) => importsOf(names, subject, candidates, options),
    installedPathsOf: (candidates) => names.takes.installedIn(candidates),
    callsOf: (symbol, candidates) => callsOf(names, symbol, candidates),
    argumentsOf: (symbol, candidates) => argumentsOf(names, symbol, candidates),
    methodArgumentsOf: (module, method) => methodArgumentsOf(names, module, method),
    callsOn: (maker, methods, candidates) => callsOn(names, maker, methods, candidates),
    globalsOf: (module) => globalsOf(names, module),
    keysOf: (module, query) => keysOf(graph, module, query),
    augmentationsOf: (module) => augmentationsOf(graph, module),
    typeShape: (symbol, into) => typeShape(names, symbol, into),
    looseSchemasOf: (module, query) => looseSchemasOf(graph, module, query),
    branchesOf: (module, query) => branchesOf(graph, module, query),
    guarded: (query) => guarded(names, query),
    followed: (query) => followed(names, query),
    notReachable: (query) => notReachable(names, query),
    keyedBy: (query) => keyedBy(names, query),
  };
}

/** The same object for the same record, so that what follows from it can be kept by it. */
const surfaces = new WeakMap<ReadableRecord, Extract<ModuleAnswer, { kind: "module" }>>();

/** What a module imports, hands on, or loads when it runs, by the names that stand there. */
function specifiersOf({ imports, exports, stars, dynamic }: ReadableRecord): readonly string[] {
  return [
    ...imports.map((one) => one.specifier),
    ...exports.flatMap(({ from }) => from?.specifier ?? []),
    ...stars.map((one) => one.specifier),
    ...dynamic.flatMap(({ kind, specifier }) => (kind === "import-type" ? [] : (specifier ?? []))),
  ];
}

function moduleAnswer(graph: ModuleGraph, path: RepoPath): ModuleAnswer {
  const record = graph.record(path);
  if (record === undefined) return undefined;
  if (record.kind === "module") {
    const known = surfaces.get(record);
    if (known !== undefined) return known;
    const imports = specifiersOf(record);
    const exports = record.exports.map((one) => one.exported);
    const surface = { kind: "module", exports, imports } as const;
    surfaces.set(record, surface);
    return surface;
  }
  const lines = new LineTable(graph.text(path) ?? "");
  const errors = record.problems.map(({ message, span }) => ({
    message,
    location: lines.location(path, span),
  }));
  return { kind: "unparsable", errors };
}

function valueOfSymbol(names: Names, symbol: SymbolRef, only: readonly string[] | undefined): StaticValue {
  const found = exportOf(names, symbol);
  const start = { line: 1, column: 1, offset: 0 };
  const location =
    found.kind === "found"
      ? found.declaration.location
      : found.kind === "unknown"
        ? found.location
        : { path: symbol.module, start, end: start };
  return new ValueReader(names, only).ofEntity(names.ofSymbol(symbol), location, 0);
}
