import type { Json } from "@phasegate/report";
import picomatch from "picomatch";
import type { Covers } from "./covers.ts";
import { isList } from "./json.ts";
import { type Order, order } from "./orders.ts";

/** Globs of what is judged (`!` takes away); everything where absent. */
export const globs: Order = order((now, before, { files }) => {
  if (now === undefined) return "yes";
  const [a, b] = [read(now), read(before)];
  const asText = textual(a, b);
  if (asText !== "unknown") return asText;
  const isJudgedNow = selector(a);
  return files.filter(selector(b)).every(isJudgedNow) ? "unknown" : "no";
});

interface Globs {
  readonly wanted: readonly string[];
  readonly away: readonly string[];
}

const every = "**";

function read(value: Json | undefined): Globs {
  const all = isList(value) ? value.filter((one) => typeof one === "string") : [every];
  return {
    wanted: all.filter((glob) => !glob.startsWith("!")),
    away: all.flatMap((glob) => (glob.startsWith("!") ? glob.slice(1) : [])),
  };
}

/** Lists of globs that hold one another say which judges more, whatever files there are. */
function textual(now: Globs, before: Globs): Covers {
  const isWider = now.wanted.includes(every) || before.wanted.every((glob) => now.wanted.includes(glob));
  const takesNoMore = now.away.every((glob) => before.away.includes(glob));
  if (isWider && takesNoMore) return "yes";
  const isNarrower = now.wanted.every((glob) => before.wanted.includes(glob));
  const takesNoLess = before.away.every((glob) => now.away.includes(glob));
  return isNarrower && takesNoLess ? "no" : "unknown";
}

function selector({ wanted, away }: Globs): (path: string) => boolean {
  const isWanted = picomatch([...wanted], { dot: true });
  const isAway = picomatch([...away], { dot: true });
  return (path) => isWanted(path) && !isAway(path);
}
