import type {
  ColumnContract,
  DataContract,
  DocumentContract,
  SectionContract,
} from "@phasegate/decision-records";
import type { Json } from "@phasegate/report";
import { type Covers, every, some } from "../demand/covers.ts";
import { type Demand, demandsOf } from "../demand/demand.ts";
import { isList, isRecord, toJson } from "../demand/json.ts";
import { each, type Order, order, type World } from "../demand/orders.ts";
import { schema, schemaData } from "../demand/schema.ts";
import type { KeepsContract } from "./document-contract.ts";

interface Arguments {
  readonly paths: readonly string[];
  readonly contract: Json;
}

const yesIf = (holds: boolean): Covers => (holds ? "yes" : "no");
const within = (some: Json | undefined, all: Json | undefined) => {
  const known = isList(all) ? all : [];
  return (isList(some) ? some : []).every((one) => known.includes(one));
};
type Part = { readonly [key: string]: Json };
const partsOf = (value: Json | undefined): readonly Part[] =>
  (isRecord(value) ? Object.values(value) : isList(value) ? value : []).filter(isRecord);

/** Each part of before is demanded by some part of now, whatever authors call them. */
function parts(one: (now: Part, before: Part, world: World) => Covers) {
  return (now: Json | undefined, before: Json | undefined, world: World): Covers =>
    every(partsOf(before).map((part) => some(partsOf(now).map((mine) => one(mine, part, world)))));
}

const columns = parts((now, before, world) =>
  every([
    yesIf(within(now["names"], before["names"])),
    yesIf(now["kind"] === before["kind"]),
    yesIf(now["required"] === true || before["required"] === false),
    schema.covers(now["schema"], before["schema"], world),
  ]),
);

const sections = parts((now, before, world) =>
  every([
    yesIf(within(now["names"], before["names"])),
    yesIf(now["pattern"] === undefined || now["pattern"] === before["pattern"]),
    yesIf(before["level"] === undefined || now["level"] === before["level"]),
    yesIf(now["required"] === true || before["required"] === false),
    yesIf(within(now["accepts"], before["accepts"])),
    columns(now["columns"], before["columns"], world),
    columns(now["keys"], before["keys"], world),
    // Rows and keys may be idle where prose was due.
    yesIf(!isProse(before) || isProse(now)),
  ]),
);

function isProse(section: Part): boolean {
  return partsOf(section["columns"]).length === 0 && partsOf(section["keys"]).length === 0;
}

const contracts: Order = order((now, before, world) => {
  if (!isRecord(now) || !isRecord(before)) return "unknown";
  if (before["data"] !== undefined || now["data"] !== undefined)
    return now["data"] === undefined || before["data"] === undefined
      ? "no"
      : schema.covers(now["data"], before["data"], world);
  const isOrdered = before["ordered"] !== true || (now["ordered"] === true && isSequence(now, before));
  return every([
    yesIf(isOrdered),
    sections(now["sections"], before["sections"], world),
    columns(now["front"], before["front"], world),
  ]);
});

/** The sections of before stand in the same order now. */
function isSequence(now: Part, before: Part): boolean {
  const names = (contract: Part) =>
    partsOf(contract["sections"]).map((one) => (isList(one["names"]) ? one["names"][0] : undefined));
  const known = names(before);
  const kept = names(now).filter((name) => known.includes(name));
  return kept.join("\n") === known.join("\n");
}

const demand = demandsOf<Arguments>({ paths: each, contract: contracts });

export function contractDemand({ paths, contract }: Pick<KeepsContract, "paths" | "contract">): Demand {
  return demand({ paths, contract: "data" in contract ? ofData(contract) : ofDocument(contract) });
}

const ofData = ({ data }: DataContract): Json => ({ data: schemaData(data) });

/** The contract without its name and keys, which are only for people; sections as a list, which has an order. */
function ofDocument({ name: _, ...contract }: DocumentContract): Json {
  const told = Object.values(contract.sections).map((section: SectionContract) => ({
    ...section,
    columns: mapped(section.columns, withSchema),
    ...(section.keys === undefined ? {} : { keys: mapped(section.keys, withSchema) }),
  }));
  const front = contract.front === undefined ? {} : { front: mapped(contract.front, withSchema) };
  return toJson({ ...contract, sections: told, ...front });
}

function withSchema({ schema: wanted, ...column }: ColumnContract): object {
  return wanted === undefined ? column : { ...column, schema: schemaData(wanted) };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
