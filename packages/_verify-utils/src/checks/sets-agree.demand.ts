import type { Json } from "@phasegate/report";
import { demandsOf } from "../demand/demand.ts";
import { canonical, toJson } from "../demand/json.ts";
import { each, wherePresent } from "../demand/orders.ts";
import type { ListSource } from "./list-source.ts";
import type { SetsAgree } from "./sets-agree.ts";

const demand = demandsOf<{ readonly pairs: readonly Json[]; readonly once?: true }>({
  pairs: each,
  once: wherePresent,
});

/** That some lists name the same things is that each pair of them does. What they are called is for people. */
export function setsDemand({ lists, once }: Pick<SetsAgree, "lists" | "once">) {
  const sources = lists.map(({ label: _, ...source }: ListSource) => toJson(ordered(source)));
  return demand({
    ...(once === undefined ? {} : { once }),
    pairs: sources.flatMap((one, index) => sources.slice(index + 1).map((other) => pairOf(one, other))),
  });
}

function ordered(source: object): object {
  return "texts" in source && Array.isArray(source.texts)
    ? { ...source, texts: [...source.texts].sort() }
    : source;
}

function pairOf(one: Json, other: Json): Json {
  return canonical(one) < canonical(other) ? [one, other] : [other, one];
}
