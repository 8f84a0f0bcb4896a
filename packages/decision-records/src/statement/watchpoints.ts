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

function labelledParts(values: readonly FieldValue[], labels: WatchpointLabels): Labelled[] {
  const pattern = labelPattern(labels);
  return paragraphs(values).flatMap(({ text, location }) => {
    const marks = [...text.matchAll(pattern)];
    return marks.flatMap((mark, index) => {
      const part = partOf(mark[1] ?? "", labels);
      if (part === undefined) return [];
      const rest = text.slice(mark.index + mark[0].length, marks[index + 1]?.index);
      return [{ part, isFilled: saysSomething(rest), location }];
    });
  });
}

/** Values with the ones that go on from them. */
function paragraphs(values: readonly FieldValue[]): { text: string; location: FieldValue["location"] }[] {
  const found: { text: string; location: FieldValue["location"] }[] = [];
  for (const { text, continues, location } of values) {
    const last = found.at(-1);
    if (continues && last !== undefined) last.text += ` ${text}`;
    else found.push({ text, location });
  }
  return found;
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
