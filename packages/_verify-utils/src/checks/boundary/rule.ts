import { type MentionKind, mentionKinds } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { packagesOf } from "./edges.ts";
import type { ComputedEdge, Edge } from "./module-edges.ts";
import { classOf, fileMatcher, matcher, type Selector } from "./selector.ts";
import type { Packages, Target } from "./target.ts";

/** Imports that a rule lets through, with the reason why. */
export interface Exception {
  readonly from: readonly Selector[];
  readonly to: readonly Selector[];
  readonly reason: string;
}

export interface Direction {
  /** Modules that the rule is about. */
  readonly from: readonly [Selector, ...Selector[]];
  /** None of these may be imported. */
  readonly forbid?: readonly Selector[];
  /**
   * Of the repository only these may be imported, beside what lies in `from` and in the importer's own package; of installed
   * packages and of Node.js too when the list names one of them (`npm:`, `node:`).
   */
  readonly only?: readonly Selector[];
  /** Kinds of imports that count; every kind where absent. */
  readonly kinds?: readonly MentionKind[];
  readonly except?: readonly Exception[];
}

/** A rule made ready for a repository. */
export interface Judge {
  readonly isFrom: (path: RepoPath) => boolean;
  readonly counts: (kind: MentionKind) => boolean;
  readonly isForbidden: (from: RepoPath, target: Target) => boolean;
  /** Whether it is forbidden to any module; asked of a target once. */
  readonly mayBeForbidden: (target: Target) => boolean;
}

/** A rule says of the same packages the same. */
const judges = new WeakMap<Direction, WeakMap<Packages, Judge>>();

export function judgeOf(rule: Direction, context: CheckContext): Judge {
  const packages = packagesOf(context);
  const known = judges.get(rule) ?? new WeakMap<Packages, Judge>();
  judges.set(rule, known);
  const judge = known.get(packages) ?? madeJudge(rule, packages);
  known.set(packages, judge);
  return judge;
}

function madeJudge(rule: Direction, packages: Packages): Judge {
  const { from, forbid, only, kinds = mentionKinds, except = [] } = rule;
  const isFrom = fileMatcher(from, packages);
  const exceptions = except.map(({ from: some, to }) => [fileMatcher(some, packages), matcher(to)] as const);
  const isBad = keptByPath(forbid === undefined ? beyond(only ?? []) : matcher(forbid));
  const isOwn = (path: RepoPath, target: Target) =>
    only !== undefined &&
    target.kind === "file" &&
    target.package === packages.of(path) &&
    isFrom(target.path);
  return {
    isFrom,
    counts: (kind) => kinds.includes(kind),
    mayBeForbidden: isBad,
    isForbidden: (path, target) =>
      isBad(target) &&
      !isOwn(path, target) &&
      !exceptions.some(([mayFrom, mayTo]) => mayFrom(path) && mayTo(target)),
  };
}

function keptByPath(test: (target: Target) => boolean): (target: Target) => boolean {
  const known = new Map<RepoPath, boolean>();
  return (target) => {
    if (target.kind !== "file") return test(target);
    const answer = known.get(target.path) ?? test(target);
    known.set(target.path, answer);
    return answer;
  };
}

/** Whatever the list does not hold, of the classes that it speaks of. */
function beyond(only: readonly Selector[]): (target: Target) => boolean {
  const isAllowed = matcher(only);
  const speaksOf = new Set(only.map(classOf));
  return (target) => {
    if (target.kind === "npm") return speaksOf.has("npm") && !isAllowed(target);
    if (target.kind === "builtin") return speaksOf.has("node") && !isAllowed(target);
    return target.kind === "file" && !isAllowed(target);
  };
}

export function isCrossing({ isForbidden, counts }: Judge, { from, kind, target }: Edge): boolean {
  return counts(kind) && isForbidden(from, target);
}

export function isJudged({ isFrom, counts }: Judge, { from, kind }: Edge | ComputedEdge): boolean {
  return counts(kind) && isFrom(from);
}
