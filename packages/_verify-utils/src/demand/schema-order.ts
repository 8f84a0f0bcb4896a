import type { Json } from "@phasegate/report";
import { type Covers, every, some } from "./covers.ts";
import { canonical, isList, isRecord } from "./json.ts";

type Schema = { readonly [key: string]: Json };

/** Whether everything that one JSON Schema admits is admitted by another. `no` only where something more surely is. */
export function admitsNoMore(now: Json, before: Json): Covers {
  if (canonical(now) === canonical(before)) return "yes";
  const [a, b] = [schemaOf(now), schemaOf(before)];
  if (a === undefined || b === undefined) return yesIf(now === false || before === true);
  if (Object.keys(b).length === 0) return "yes";
  const alternatives = listOf(a, "anyOf") ?? listOf(a, "oneOf");
  if (alternatives !== undefined) return every(alternatives.map((one) => admitsNoMore(one, b)));
  const wider = listOf(b, "anyOf") ?? listOf(b, "oneOf");
  if (wider !== undefined) return orUnknown(some(wider.map((one) => admitsNoMore(a, one))), a);
  const values = valuesOf(a);
  if (values !== undefined) return every(values.map((value) => fits(value, b)));
  return every([types(a, b), ...Object.keys(b).map((key) => keyword(key, a, b)), ...extra(a, b)]);
}

const yesIf = (holds: boolean): Covers => (holds ? "yes" : "no");

/** What fits none of several alternatives alone may still fit them together, unless it is a single value. */
function orUnknown(answer: Covers, schema: Schema): Covers {
  return answer === "no" && valuesOf(schema) === undefined && schema["type"] === undefined
    ? "unknown"
    : answer;
}

/** A schema without the words for people. */
function schemaOf(value: Json): Schema | undefined {
  if (value === true) return {};
  if (!isRecord(value)) return undefined;
  const silent = new Set(["$schema", "$id", "title", "description", "examples", "default", "$comment"]);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !silent.has(key)));
}

function listOf(schema: Schema, key: string): readonly Json[] | undefined {
  const value = schema[key];
  return isList(value) ? value : undefined;
}

function valuesOf(schema: Schema): readonly Json[] | undefined {
  if (Object.hasOwn(schema, "const")) return [schema["const"] ?? null];
  return listOf(schema, "enum");
}

/** One value against a schema, as the schema that admits just that value would be. */
function fits(value: Json, schema: Schema): Covers {
  const values = valuesOf(schema);
  if (values !== undefined) return yesIf(values.some((one) => canonical(one) === canonical(value)));
  const type = isList(value) ? "array" : value === null ? "null" : typeof value;
  const exact: Record<string, Json> = { type };
  if (typeof value === "number") {
    Object.assign(exact, {
      minimum: value,
      maximum: value,
      ...(Number.isInteger(value) ? { type: "integer" } : {}),
    });
  } else if (typeof value === "string") {
    Object.assign(exact, { minLength: value.length, maxLength: value.length });
  }
  return every([types(exact, schema), ...Object.keys(schema).map((key) => keyword(key, exact, schema))]);
}

function types(now: Schema, before: Schema): Covers {
  const wanted = before["type"];
  if (wanted === undefined) return "yes";
  const allowed = [wanted].flat();
  const given = now["type"] === undefined ? [] : [now["type"]].flat();
  if (given.length === 0) return "no";
  return yesIf(
    given.every((one) => allowed.includes(one) || (one === "integer" && allowed.includes("number"))),
  );
}

const lowerBounds = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]);
const upperBounds = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]);

function keyword(key: string, now: Schema, before: Schema): Covers {
  const [a, b] = [now[key], before[key]];
  if (canonical(a) === canonical(b) || key === "type") return "yes";
  if (lowerBounds.has(key)) return bound(key, now, b, (mine, theirs) => mine >= theirs);
  if (upperBounds.has(key)) return bound(key, now, b, (mine, theirs) => mine <= theirs);
  switch (key) {
    case "const":
    case "enum":
      return "no";
    case "required":
      return yesIf([b ?? []].flat().every((name) => [a ?? []].flat().some((one) => one === name)));
    case "properties":
      return properties(now, before);
    case "additionalProperties":
      return admitsNoMore(a ?? true, b ?? true);
    case "items":
      return admitsNoMore(a ?? true, b ?? true);
    case "uniqueItems":
      return yesIf(b === false || a === true);
    default:
      return a === undefined && !Object.hasOwn(now, "$ref") ? "no" : "unknown";
  }
}

/** A bound is kept by one that is at least as tight, also by its exclusive or inclusive sister. */
function bound(
  key: string,
  now: Schema,
  before: Json | undefined,
  isTight: (mine: number, theirs: number) => boolean,
): Covers {
  if (typeof before !== "number") return "unknown";
  const mine = now[key];
  if (typeof mine === "number") return yesIf(isTight(mine, before));
  const sister = now[key.startsWith("exclusive") ? inclusiveOf(key) : exclusiveOf(key)];
  if (typeof sister !== "number") return "no";
  return key.startsWith("exclusive")
    ? yesIf(isTight(sister, before) && sister !== before)
    : yesIf(isTight(sister, before));
}

const inclusiveOf = (key: string): string => key.replace(/^exclusiveM/, "m");
const exclusiveOf = (key: string): string => key.replace(/^m/, "exclusiveM");

function properties(now: Schema, before: Schema): Covers {
  const [mine, theirs] = [recordOf(now["properties"]), recordOf(before["properties"])];
  const others = now["additionalProperties"] ?? true;
  return every(
    Object.entries(theirs).map(([name, wanted]) =>
      admitsNoMore(Object.hasOwn(mine, name) ? (mine[name] ?? true) : others, wanted),
    ),
  );
}

/** Properties that only the new schema names were admitted before as whatever else there may be. */
function extra(now: Schema, before: Schema): readonly Covers[] {
  const wanted = before["additionalProperties"] ?? true;
  const known = recordOf(before["properties"]);
  return Object.entries(recordOf(now["properties"])).flatMap(([name, mine]) =>
    Object.hasOwn(known, name) ? [] : [admitsNoMore(mine, wanted)],
  );
}

function recordOf(value: Json | undefined): Schema {
  return isRecord(value) ? value : {};
}
