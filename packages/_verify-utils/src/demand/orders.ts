import type { Json } from "@phasegate/report";
import type { RepoPath } from "@phasegate/workspace";
import { type Covers, every } from "./covers.ts";
import { canonical, isList, isOpaque, isRecord } from "./json.ts";

/** What a comparison may look at beside the two definitions. */
export interface World {
  /** The roster of the content that is judged. */
  readonly files: readonly RepoPath[];
}

/** How two values of one argument compare: whether `now` demands at least what `before` did. */
export interface Order {
  /** The elements of the list are demanded one by one, each together with the other arguments. */
  readonly split: boolean;
  readonly covers: (now: Json | undefined, before: Json | undefined, world: World) => Covers;
}

export function order(covers: Order["covers"], split = false): Order {
  return {
    split,
    covers: (now, before, world) => {
      if (isOpaque(now) || isOpaque(before)) return "unknown";
      return canonical(now) === canonical(before) ? "yes" : covers(now, before, world);
    },
  };
}

const itemsOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

function isWithin(some: Json | undefined, all: Json | undefined): boolean {
  const known = new Set(itemsOf(all).map(canonical));
  return itemsOf(some).every((item) => known.has(canonical(item)));
}

const yesIf = (holds: boolean): Covers => (holds ? "yes" : "no");

/** What the check is about: another value is another check. */
export const same = order(() => "no");

/** Data do not say which of two values demands more. */
export const incomparable = order(() => "unknown");

/** Each element is demanded: more are stricter. */
export const each = order((now, before) => yesIf(isWithin(before, now)), true);

/** Each element is demanded; the list stays together. */
export const atLeast = order((now, before) => yesIf(isWithin(before, now)));

/** Each element is let through: fewer are stricter. */
export const atMost = order((now, before) => yesIf(isWithin(now, before)));

/** A demand where it is there. */
export const wherePresent = order((_, before) => yesIf(before === undefined));

/** Narrows what is judged where it is there. */
export const narrowing = order((now) => yesIf(now === undefined));

/** The only things to judge; everything where absent. */
export const only = order(
  (now, before) => yesIf(now === undefined || (before !== undefined && isWithin(before, now))),
  true,
);

/** One of some words, the laxest first. */
export function ranked(...words: readonly string[]): Order {
  return order((now, before) => {
    const rank = (word: Json | undefined) => (typeof word === "string" ? words.indexOf(word) : -1);
    return rank(now) < 0 || rank(before) < 0 ? "unknown" : yesIf(rank(now) >= rank(before));
  });
}

/** Each property by an order of its own kind. */
export function byKey(inner: Order): Order {
  return order((now, before, world) => {
    const [a, b] = [isRecord(now) ? now : {}, isRecord(before) ? before : {}];
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return every(keys.map((key) => inner.covers(a[key], b[key], world)));
  });
}

/** Names of which one has to be there, none of which is demanded when there are no names: fewer are stricter. */
export const oneOf = order((now, before) => {
  if (itemsOf(before).length === 0) return "yes";
  return yesIf(itemsOf(now).length > 0 && isWithin(now, before));
});
