import type { Json } from "@phasegate/report";
import type { Covers } from "./covers.ts";
import { canonical, isList, isRecord } from "./json.ts";
import { type Order, order } from "./orders.ts";

/**
 * Lists of selectors (`!` takes away) that hold one another say which names more, whatever is there; of others it is tried
 * out. A list in place of none, as when a rule is turned around, is compared by trying as well.
 */
function compare(now: Json | undefined, before: Json | undefined): "more" | "fewer" | "unknown" {
  if (!isList(now) || !isList(before)) return "unknown";
  const [a, b] = [read(now), read(before)];
  if (isWithin(b.wanted, a.wanted) && isWithin(a.away, b.away)) return "more";
  return isWithin(a.wanted, b.wanted) && isWithin(b.away, a.away) ? "fewer" : "unknown";
}

function read(list: readonly Json[]) {
  const all = list.filter((one) => typeof one === "string");
  return {
    wanted: all.filter((one) => !one.startsWith("!")),
    away: all.filter((one) => one.startsWith("!")),
  };
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

const answers = { more: "yes", fewer: "no", unknown: "unknown" } as const satisfies Record<string, Covers>;
const opposite = { more: "no", fewer: "yes", unknown: "unknown" } as const satisfies Record<string, Covers>;

/** Selectors of what is judged or forbidden: more are stricter. */
export const namesMore: Order = order((now, before) => answers[compare(now, before)]);

/** Selectors of all that is allowed: fewer are stricter, as long as they speak of the same classes (`npm:`, `node:`). */
export const namesFewer: Order = order((now, before) => {
  const answer = opposite[compare(now, before)];
  if (answer !== "yes" || !isList(now) || !isList(before)) return answer;
  const speaksOf = (list: readonly Json[], prefix: string) =>
    list.some((one) => typeof one === "string" && one.startsWith(prefix));
  const isSilent = ["npm:", "node:"].some((one) => speaksOf(before, one) && !speaksOf(now, one));
  return isSilent ? "no" : "yes";
});

/** Words that count, all of them where absent: more are stricter. */
export const countsMore: Order = order((now, before) => {
  if (now === undefined) return "yes";
  if (!isList(now) || !isList(before)) return "no";
  return before.every((one) => now.includes(one)) ? "yes" : "no";
});

/** Exceptions without why they are made: fewer are stricter, and each of them may let through less. */
export const exceptsFewer: Order = order((now, before) => {
  const known = isList(before) ? before : [];
  const left = (isList(now) ? now : []).filter((one) => !known.some((other) => isNoWider(one, other)));
  return left.length === 0 ? "yes" : "no";
});

function isNoWider(one: Json, other: Json): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  return ["from", "to"].every(
    (side) => canonical(one[side]) === canonical(other[side]) || compare(one[side], other[side]) === "fewer",
  );
}
