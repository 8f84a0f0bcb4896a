import type { Json } from "@phasegate/report";
import { type Covers, every } from "./covers.ts";
import { canonical, isList, isRecord, toJson } from "./json.ts";
import { type Order, order, type World } from "./orders.ts";

/** Arguments of a check as data, without the words that are only for people. */
export type Demands = Readonly<Record<string, Json>>;

/** What a check demands, and how that compares with what another definition of its kind demands. */
export interface Demand {
  readonly demands: Demands;
  /** What another check of the kind demands, by the same order. */
  readonly of: (definition: Demands) => Demand;
  /** What a definition of this kind demands, one by one. */
  readonly parts: (definition: Demands) => readonly Demands[];
  /** For each argument, whether this check demands at least as much as a part does. */
  readonly compare: (part: Demands, world: World) => ReadonlyMap<string, Covers>;
}

/** Says of each argument of a kind how its values compare; an argument without an order does not compile. */
export type Orders<Arguments> = { readonly [Key in keyof Required<Arguments>]: Order };

/** An argument that only another version of the kit knows. */
const unheardOf = order(() => "unknown");

/** Makes the demand of each check of a kind. */
export function demandsOf<Arguments extends object>(
  orders: Orders<Arguments>,
): (definition: Arguments) => Demand {
  const known: ReadonlyMap<string, Order> = new Map(Object.entries(orders));
  // Frozen, so that nobody says afterwards that a check demands what it does not.
  const make = (demands: Demands): Demand =>
    Object.freeze<Demand>({
      demands: frozen(demands),
      of: make,
      parts: (other) => partsOf(other, known),
      compare: (part, world) => {
        const keys = new Set([...Object.keys(part), ...Object.keys(demands)]);
        return new Map(
          [...keys].map((key) => [key, (known.get(key) ?? unheardOf).covers(demands[key], part[key], world)]),
        );
      },
    });
  return (definition) => {
    const data = toJson(definition);
    return make(isRecord(data) ? data : {});
  };
}

function frozen<T extends Json | Demands>(value: T): T {
  if (typeof value === "object" && value !== null) for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}

/** Of a kind whose author says nothing about its arguments: what is not equal has to be tried out. */
export function plainDemand(definition: object): Demand {
  return demandsOf({})(definition);
}

function partsOf(definition: Demands, orders: ReadonlyMap<string, Order>): readonly Demands[] {
  const isSplit = (key: string) => orders.get(key)?.split === true && isList(definition[key]);
  const whole = Object.entries(definition).filter(([key]) => !isSplit(key));
  const parts = Object.entries(definition).flatMap(([key, value]) =>
    isSplit(key) && isList(value)
      ? value.map((item) => Object.fromEntries<Json>([...whole, [key, [item]]]))
      : [],
  );
  return parts.length === 0 ? [Object.fromEntries(whole)] : parts;
}

export function covers(demand: Demand, part: Demands, world: World): Covers {
  return every([...demand.compare(part, world).values()]);
}

/** What a part asks for beyond what is asked now, one line an argument. */
export function lostTexts(part: Demands, demand: Demand, world: World): readonly string[] {
  const differing = [...demand.compare(part, world)].filter(([, answer]) => answer !== "yes");
  return differing.map(([key]) => `${key}: ${differenceText(part[key], demand.demands[key])}`);
}

export function partText(part: Demands): string {
  return Object.entries(part)
    .map(([key, value]) => `${key}: ${short(value)}`)
    .join("; ");
}

/** Of lists, what is gone and what is new. */
function differenceText(before: Json | undefined, now: Json | undefined): string {
  if (!isList(before) || !isList(now)) return `${short(before)} → ${short(now)}`;
  const [old, today] = [new Set(before.map(canonical)), new Set(now.map(canonical))];
  const gone = before.filter((item) => !today.has(canonical(item)));
  // An element that is demanded by itself is compared with a list that holds others.
  if (before.length === 1 && gone.length === 1) return `${short(gone[0])} is gone`;
  const fresh = now.filter((item) => !old.has(canonical(item)));
  const parts = [
    gone.length > 0 ? `${gone.map(short).join(", ")} is gone` : "",
    fresh.length > 0 ? `${fresh.map(short).join(", ")} is new` : "",
  ];
  return parts.filter((text) => text !== "").join(", ");
}

function short(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : canonical(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
