import {
  type CallTarget,
  type Combinator,
  isModulePath,
  type Step,
  type SymbolRef,
  type UndecidedReason,
} from "@phasegate/code-facts";
import {
  isInside,
  overlaid,
  parentOf,
  type RepoPath,
  readText,
  type Workspace,
  type WorkspacePackage,
} from "@phasegate/workspace";
import picomatch from "picomatch";
import type { CheckContext, Scope } from "../check.ts";
import type { Policy } from "../config.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { ephemeralBy } from "./durable.ts";

/** A symbol as reports name it. */
export function symbolText(symbol: SymbolRef): string {
  return `\`${symbol.export}\` (${symbol.module})`;
}

/** What is called, as reports name it. */
export function targetText(target: CallTarget): string {
  if (!("method" in target)) return symbolText(target);
  return `\`${target.constructor.export}.${target.method}\` (${target.constructor.module})`;
}

/** What is called, short enough for the name of a check. */
export function targetName(target: CallTarget): string {
  return "method" in target ? `${target.constructor.export}.${target.method}` : target.export;
}

/** One line of a witness. */
export function stepText({ kind, location, name, truth }: Step): string {
  const line = `line ${location.start.line}`;
  if (kind === "branch") return `${line}: the condition is ${truth ?? "open"}`;
  return `${line}: ${name === undefined ? kind : `${kind} ${name}`}`;
}

/** Every module of git's roster; scratch that git does not track counts where something else imports it. */
export function moduleRoster({ workspace, policy, code }: CheckContext): readonly RepoPath[] {
  const { all, kept } = listsOf(workspace, policy);
  if (kept.length === all.length) return all;
  const reached = withScratch.get(code) ?? code.reachedFrom("roster", kept, all);
  withScratch.set(code, reached);
  return reached;
}

interface ModuleLists {
  readonly all: readonly RepoPath[];
  /** Without scratch. */
  readonly kept: readonly RepoPath[];
  readonly scratch: ReadonlySet<RepoPath>;
}

function listsOf(workspace: Workspace, policy: Policy): ModuleLists {
  const files = workspace.files();
  const known = rosters.get(files);
  if (known !== undefined) return known;
  const layer = overlaid(workspace);
  const below = layer && listsOf(layer.below, policy).scratch;
  const all = files.filter(isModulePath);
  const scratch = all.filter((path) =>
    below === undefined || layer?.paths.has(path) ? isScratch(workspace, policy, path) : below.has(path),
  );
  const isLeftOut = new Set(scratch);
  const kept = scratch.length === 0 ? all : all.filter((path) => !isLeftOut.has(path));
  const lists = { all, kept, scratch: isLeftOut };
  rosters.set(files, lists);
  return lists;
}

function isScratch(workspace: Workspace, policy: Policy, path: RepoPath): boolean {
  return workspace.gitState(path) !== "tracked" && ephemeralBy(path, policy.ephemeral) !== undefined;
}

/** The same list for every check of a run, so that what is derived from it can be kept by it. */
const rosters = new WeakMap<readonly RepoPath[], ModuleLists>();
const withScratch = new WeakMap<CheckContext["code"], readonly RepoPath[]>();

/**
 * The modules of the roster that globs name, and no glob with `!` takes away, unless one that is left imports it; the same
 * list each time.
 */
export function modulesAmong(
  context: CheckContext,
  among: readonly string[] | undefined,
): readonly RepoPath[] {
  const roster = moduleRoster(context);
  if (among === undefined) return roster;
  const byGlobs = selections.get(context.code) ?? new Map<string, readonly RepoPath[]>();
  selections.set(context.code, byGlobs);
  const key = among.join("\0");
  const known = byGlobs.get(key);
  if (known !== undefined) return known;
  const { named, left } = placedBy(roster, key, placesOf(context, among));
  // What is imported runs with what imports it, wherever it lies.
  const modules = left.length === named.length ? left : context.code.reachedFrom(key, left, named);
  byGlobs.set(key, modules);
  return modules;
}

const selections = new WeakMap<CheckContext["code"], Map<string, readonly RepoPath[]>>();

interface Placed {
  readonly named: readonly RepoPath[];
  /** Without what is taken away. */
  readonly left: readonly RepoPath[];
}

function placedBy(roster: readonly RepoPath[], key: string, placeOf: (path: RepoPath) => Place): Placed {
  const byKey = placed.get(roster) ?? new Map<string, Placed>();
  placed.set(roster, byKey);
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const named = roster.filter((module) => placeOf(module) !== "outside");
  const lists = { named, left: named.filter((module) => placeOf(module) === "inside") };
  byKey.set(key, lists);
  return lists;
}

const placed = new WeakMap<readonly RepoPath[], Map<string, Placed>>();

type Place = "inside" | "taken-away" | "outside";

/** Where globs see a path; each path is held against them once. */
export function placesOf({ memo }: CheckContext, among: readonly string[]): (path: RepoPath) => Place {
  const key = among.join("\0");
  const byGlobs = places.get(memo) ?? new Map<string, (path: RepoPath) => Place>();
  places.set(memo, byGlobs);
  const known = byGlobs.get(key);
  if (known !== undefined) return known;
  // `**` is everything: a folder whose name begins with a dot is no way around.
  const dot = { dot: true };
  const counts = picomatch(
    among.filter((glob) => !glob.startsWith("!")),
    dot,
  );
  const isTakenAway = picomatch(
    among.flatMap((glob) => (glob.startsWith("!") ? glob.slice(1) : [])),
    dot,
  );
  const seen = new Map<RepoPath, Place>();
  const placeOf = (path: RepoPath): Place => {
    const place = seen.get(path) ?? (!counts(path) ? "outside" : isTakenAway(path) ? "taken-away" : "inside");
    seen.set(path, place);
    return place;
  };
  byGlobs.set(key, placeOf);
  return placeOf;
}

const places = new WeakMap<CheckContext["memo"], Map<string, (path: RepoPath) => Place>>();

/** The package that a specifier names. */
export function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** A finding when a module that the gate names is not there or cannot be parsed. */
export function moduleFinding({ code }: CheckContext, module: RepoPath): Finding | undefined {
  const answer = code.module(module);
  if (answer === undefined) return found("module-missing", { module }, { path: module });
  if (answer.kind === "module") return undefined;
  const [error] = answer.errors;
  const place = error === undefined ? { path: module } : locationOf(error.location);
  return found("module-unparsable", { module, reason: error?.message ?? "unknown syntax" }, place);
}

/** The source between two places, on one line and short enough to show. */
export function excerpt(
  { workspace }: CheckContext,
  location: { path: string; start: { offset: number }; end: { offset: number } },
): string {
  const text = readText(workspace, location.path)?.slice(location.start.offset, location.end.offset) ?? "";
  return oneLine(text);
}

/** Source on one line, short enough for a message. */
export function oneLine(source: string): string {
  const line = source.replaceAll(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** Every call that was found is judged; what it was looked for in is the roster. */
export function callScope(
  found: { readonly selected: number; readonly candidates: number },
  unit = "calls",
): Scope {
  return {
    selected: found.selected,
    candidates: found.selected,
    unit,
    roster: `${found.candidates} modules of git's roster`,
  };
}

/** What declared combinators take on trust. */
export function combinatorTexts(combinators: readonly Combinator[] = []): readonly string[] {
  return combinators.map(
    ({ callee, reason }) =>
      `${"method" in callee ? callee.method : symbolText(callee)} runs its callback once: ${reason}`,
  );
}

const reasons = {
  "effect-escapes": "it gets away here, so that it can be called where nobody looks",
  "caller-unknown": "this function is returned or handed on, so that it is not known who calls it",
  "identity-unknown": "it cannot be told which thing this is",
  "guard-may-be-async": "the guard may not be over when the call returns",
  "guard-unresolved": "it is not known what the guard is",
  "effect-unresolved": "it is not known what the effect is",
  "result-test-unclear": "the test of the guard's result is not understood",
  "too-complex": "there are too many ways to follow",
  unparsable: "the module cannot be parsed",
} as const satisfies Record<UndecidedReason, string>;

export function reasonText(reason: UndecidedReason): string {
  return reasons[reason];
}

/** Where a name first stands in a module followed by `(`, whatever it is there; only to point a reader somewhere. */
export function lookalike({ workspace }: CheckContext, module: RepoPath, name: string): Location | undefined {
  const text = readText(workspace, module) ?? "";
  const index = text.search(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}\\s*(\\?\\.)?\\(`));
  if (index < 0) return undefined;
  const before = text.slice(0, index).split("\n");
  const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { path: module, start, end: { line: start.line, column: start.column + name.length } };
}

/** The package whose folder holds the module most closely. */
export function packageOf(
  packages: readonly WorkspacePackage[],
  module: RepoPath,
): WorkspacePackage | undefined {
  return packages
    .filter((one) => isInside(one.folder, parentOf(module)))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}
