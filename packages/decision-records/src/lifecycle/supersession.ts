import type { DecisionRecord, Reference } from "../model/record.ts";
import type { CanonicalStatus } from "../model/status.ts";
import { type AllLinks, linksOf, readLinks } from "./links.ts";

/** What does not add up between decisions that replace one another. */
export type SupersessionProblem =
  /** It is superseded, and does not say by what. */
  | { readonly kind: "no-successor"; readonly record: DecisionRecord }
  /** It names a decision that no register holds. */
  | { readonly kind: "unknown"; readonly record: DecisionRecord; readonly reference: Reference }
  /** It names its successor, and is not superseded. */
  | { readonly kind: "not-superseded"; readonly record: DecisionRecord; readonly successor: DecisionRecord }
  /** One of two says that it replaces or is replaced by the other, which does not say so. */
  | {
      readonly kind: "one-sided";
      readonly record: DecisionRecord;
      readonly other: DecisionRecord;
      readonly lacks: "supersedes" | "superseded by";
    }
  | { readonly kind: "circular"; readonly circle: readonly DecisionRecord[] }
  /** Every chain from it ends in a decision that was refused or withdrawn: nothing holds in its place. */
  | { readonly kind: "dead-end"; readonly record: DecisionRecord; readonly end: DecisionRecord };

/** States in which a decision does not hold yet, or never did: what it would replace still stands. */
const idle: ReadonlySet<CanonicalStatus | null | undefined> = new Set<CanonicalStatus>([
  "draft",
  "proposed",
  "open",
  "deferred",
  "rejected",
  "withdrawn",
]);

/** States in which another decision may be named as the one to follow, without any succession. */
const given: ReadonlySet<CanonicalStatus | null | undefined> = new Set<CanonicalStatus>([
  "rejected",
  "withdrawn",
]);

/**
 * Holds decisions that replace one another against each other, over all registers together.
 * @param judged the decisions to be judged; the others are only looked up
 * @param deadEnds statuses in which the last decision of a chain leaves nothing in place
 */
export function supersessionProblems(
  judged: readonly DecisionRecord[],
  all: readonly DecisionRecord[],
  deadEnds: readonly CanonicalStatus[],
): readonly SupersessionProblem[] {
  const links = readLinks(all);
  return [
    ...judged.flatMap((record) => [...namingProblems(record, links), ...mutualProblems(record, links)]),
    ...judged.flatMap((record) => chainProblem(record, links, deadEnds) ?? []),
    ...circles(judged, links),
  ];
}

function stateOf({ status }: DecisionRecord): CanonicalStatus | null | undefined {
  return status?.canonical;
}

function namingProblems(record: DecisionRecord, links: AllLinks): SupersessionProblem[] {
  const { successors, elsewhere, unknown } = linksOf(record, links);
  const problems: SupersessionProblem[] = unknown.map((reference) => ({
    kind: "unknown",
    record,
    reference,
  }));
  const named = successors.length + unknown.length + elsewhere.filter(({ url }) => url !== null).length;
  if (stateOf(record) === "superseded" && named === 0) problems.push({ kind: "no-successor", record });
  return problems;
}

function mutualProblems(record: DecisionRecord, links: AllLinks): SupersessionProblem[] {
  const state = stateOf(record);
  const { successors, predecessors } = linksOf(record, links);
  const problems: SupersessionProblem[] = [];
  for (const other of given.has(state) ? [] : successors) {
    if (other === record) continue;
    if (state !== "superseded" && state !== "deprecated" && !idle.has(stateOf(other)))
      problems.push({ kind: "not-superseded", record, successor: other });
    if (!linksOf(other, links).predecessors.includes(record))
      problems.push({ kind: "one-sided", record, other, lacks: "supersedes" });
  }
  for (const other of idle.has(state) ? [] : predecessors) {
    if (other !== record && !linksOf(other, links).successors.includes(record))
      problems.push({ kind: "one-sided", record, other, lacks: "superseded by" });
  }
  return problems;
}

/** A superseded decision all of whose chains end in decisions that never came to hold. */
function chainProblem(
  record: DecisionRecord,
  links: AllLinks,
  deadEnds: readonly CanonicalStatus[],
): SupersessionProblem | undefined {
  const ends = endsOf(record, links);
  const dead = ends.filter(({ status }) => status?.canonical != null && deadEnds.includes(status.canonical));
  const [end] = dead;
  return end !== undefined && dead.length === ends.length ? { kind: "dead-end", record, end } : undefined;
}

/** The last decisions of the chains that start at a decision; none where they only run in a circle. */
function endsOf(record: DecisionRecord, links: AllLinks): DecisionRecord[] {
  const seen = new Set([record]);
  const ends: DecisionRecord[] = [];
  const queue = [...linksOf(record, links).successors];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { successors } = linksOf(next, links);
    if (successors.length === 0) ends.push(next);
    queue.push(...successors);
  }
  return ends;
}

/** Each circle once, by the decision of it that stands first. */
function circles(judged: readonly DecisionRecord[], links: AllLinks): SupersessionProblem[] {
  const told = new Set<DecisionRecord>();
  return judged.flatMap((record): SupersessionProblem[] => {
    const circle = told.has(record) ? undefined : wayBack(record, links);
    if (circle === undefined) return [];
    for (const one of circle) told.add(one);
    return [{ kind: "circular", circle }];
  });
}

/** The decisions on a way from a decision to itself: over what replaces it, as either side tells. */
function wayBack(start: DecisionRecord, links: AllLinks): readonly DecisionRecord[] | undefined {
  const seen = new Set<DecisionRecord>();
  const queue: (readonly DecisionRecord[])[] = [[start]];
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    const last = way.at(-1) ?? start;
    for (const next of linksOf(last, links).replacements) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  }
  return undefined;
}
