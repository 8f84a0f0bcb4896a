import type { FieldValue } from "../model/record.ts";
import { fold } from "../vocabulary/vocabulary.ts";

/** What a watchpoint has to tell: what would set it off, how that is seen, and who looks. */
export const watchpointParts = ["trigger", "seen", "who"] as const;
export type WatchpointPart = (typeof watchpointParts)[number];

/** Labels by which each part is known, in any writing. */
export type WatchpointLabels = Readonly<Record<WatchpointPart, readonly string[]>>;

export interface Watchpoint {
  readonly told: ReadonlySet<WatchpointPart>;
  /** Where it starts. */
  readonly location: FieldValue["location"];
}

interface Labelled {
  readonly part: WatchpointPart;
  readonly isFilled: boolean;
  readonly location: FieldValue["location"];
}

/**
 * Reads watchpoints from labelled parts (`trigger: …; seen: …; who: …`), on one line or on several, in a list or in a
 * table. A label that comes again starts the next watchpoint.
 */
export function readWatchpoints(
  values: readonly FieldValue[],
  labels: WatchpointLabels,
): readonly Watchpoint[] {
  const watchpoints: {
    told: Set<WatchpointPart>;
    seen: Set<WatchpointPart>;
    location: Labelled["location"];
  }[] = [];
  for (const { part, isFilled, location } of labelledParts(values, labels)) {
    let current = watchpoints.at(-1);
    if (current === undefined || current.seen.has(part)) {
      current = { told: new Set(), seen: new Set(), location };
      watchpoints.push(current);
    }
    current.seen.add(part);
    if (isFilled) current.told.add(part);
  }
  return watchpoints;
}

/** The parts in their order; what a label introduces goes on to the next one, over lines and items. */
function labelledParts(values: readonly FieldValue[], labels: WatchpointLabels): Labelled[] {
  const text = values.map((value) => value.text).join("\n");
  const starts = startsOf(values);
  const marks = [...text.matchAll(labelPattern(labels))];
  return marks.flatMap((mark, index) => {
    const part = partOf(mark[1] ?? "", labels);
    const value = values[starts.findLastIndex((start) => start <= mark.index)];
    if (part === undefined || value === undefined) return [];
    const rest = text.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    return [{ part, isFilled: saysSomething(rest), location: value.location }];
  });
}

/** Where each value starts once all are joined by line ends. */
function startsOf(values: readonly FieldValue[]): number[] {
  let at = 0;
  return values.map(({ text }) => {
    const start = at;
    at += text.length + 1;
    return start;
  });
}

/** A label at the start of a text or behind a mark, with its colon. Longer ones first, so that none hides another. */
function labelPattern(labels: WatchpointLabels): RegExp {
  const all = watchpointParts.flatMap((part) => labels[part]).sort((a, b) => b.length - a.length);
  const words = all.map((label) =>
    label.replace(/[^\p{L}\p{N}\s_-]/gu, "\\$&").replace(/[\s_-]+/g, "[\\s_-]+"),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})\\s*[:：=]`, "giu");
}

function partOf(label: string, labels: WatchpointLabels): WatchpointPart | undefined {
  return watchpointParts.find((part) => labels[part].some((one) => fold(one) === fold(label)));
}

function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !/^\W*(?:none|n\/a|tbd|todo|unknown|nobody)\W*$/i.test(text);
}
