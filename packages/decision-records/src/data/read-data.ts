import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from "yaml";
import { yamlNesting } from "../declare/yaml.ts";
import type { LineIndex } from "../source/lines.ts";
import { type Data, type DataProblem, type DataReading, type Place, pointerOf } from "./data.ts";

const deepest = 64;

/**
 * Reads YAML 1.2 (core schema) or JSON as plain data with places. What can mean two things, or what only this one place
 * would spell out (anchors, aliases, merge keys, tags), is a problem: such files are read by people and by other tools.
 */
export function readDataText(text: string, lines: LineIndex, isJson: boolean): DataReading {
  const tooDeep = () => {
    const location = lines.location(0, 0);
    const problem = { problem: "nesting" as const, detail: `more than ${deepest} levels`, location };
    return { value: null, places: {}, keys: {}, problems: [problem] };
  };
  if (yamlNesting(text) > deepest) return tooDeep();
  try {
    return readShallow(text, lines, isJson);
  } catch (error) {
    // Brackets in a text can hide how deep others nest; the parser is recursive.
    if (error instanceof RangeError) return tooDeep();
    throw error;
  }
}

function readShallow(text: string, lines: LineIndex, isJson: boolean): DataReading {
  const problems: DataReading["problems"][number][] = [];
  const say = (problem: DataProblem, detail: string, start: number, end = start) => {
    problems.push({ problem, detail, location: lines.location(start, Math.max(start, end)) });
  };
  if (isJson && !isStrictJson(text, say)) return { value: null, places: {}, keys: {}, problems };
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    // Anything quieter would pass over a second document.
    logLevel: "error",
    uniqueKeys: true,
    prettyErrors: false,
    ...(isJson ? { schema: "json" } : {}),
  });
  const { yaml } = document.directives ?? {};
  if (yaml?.explicit === true) say("directive", `%YAML ${yaml.version}`, 0);
  for (const error of [...document.errors, ...document.warnings])
    say(problemOf(error), error.message, error.pos[0], error.pos[1]);
  if (document.contents === null) say("empty", "nothing", 0);
  const reader = new DataReader(lines, say);
  const value = reader.value(document.contents, []);
  return { value, places: reader.places, keys: reader.keys, problems };
}

function problemOf({ code }: YAMLError): DataProblem {
  switch (code) {
    case "DUPLICATE_KEY":
      return "duplicate-key";
    case "MULTIPLE_DOCS":
      return "several-documents";
    case "TAB_AS_INDENT":
      return "tab";
    case "BAD_ALIAS":
      return "alias";
    case "TAG_RESOLVE_FAILED":
      return "tag";
    default:
      return "syntax";
  }
}

type Say = (problem: DataProblem, detail: string, start: number, end?: number) => void;

/** JSON has no comments, no bare words and no commas at the end. */
function isStrictJson(text: string, say: Say): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
    say("syntax", error.message, at);
    return false;
  }
}

class DataReader {
  readonly places: Record<string, Place> = {};
  readonly keys: Record<string, Place> = {};
  readonly #lines: LineIndex;
  readonly #say: Say;

  constructor(lines: LineIndex, say: Say) {
    this.#lines = lines;
    this.#say = say;
  }

  /** Nesting is bounded before, so recursion is. */
  value(node: unknown, path: readonly (string | number)[]): Data {
    if (isAlias(node)) {
      this.#say("alias", `*${node.source}`, ...rangeOf(node));
      return null;
    }
    if (!isScalar(node) && !isCollection(node)) return null;
    this.#notice(node);
    this.places[pointerOf(path)] = this.#place(node);
    if (isSeq(node)) return node.items.map((item, index) => this.value(item, [...path, index]));
    if (isMap(node)) return Object.fromEntries(node.items.flatMap((pair) => this.#entry(pair, path)));
    return isScalar(node) ? scalarOf(node.value) : null;
  }

  #entry({ key, value }: Pair, path: readonly (string | number)[]): (readonly [string, Data])[] {
    if (!isScalar(key) || typeof key.value !== "string") {
      const [start, end] = rangeOf(key);
      this.#say("key-not-text", isScalar(key) ? String(key.value) : "a collection", start, end);
      return [];
    }
    this.#notice(key);
    const name = key.value;
    if (name === "<<" && key.type === "PLAIN") this.#say("merge-key", "<<", ...rangeOf(key));
    const here = [...path, name];
    this.keys[pointerOf(here)] = this.#place(key);
    this.places[pointerOf(here)] = this.#place(key);
    return [[name, this.value(value, here)]];
  }

  #notice(node: Node): void {
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined) this.#say("anchor", `&${anchor}`, ...rangeOf(node));
    if (node.tag !== undefined) this.#say("tag", node.tag, ...rangeOf(node));
  }

  #place(node: Node): Place {
    const [from, to] = rangeOf(node);
    const [start, end] = [this.#lines.point(from), this.#lines.point(to)];
    return [start.line, start.column, end.line, end.column];
  }
}

function rangeOf(node: unknown): [number, number] {
  const range = isScalar(node) || isCollection(node) || isAlias(node) ? node.range : undefined;
  return range == null ? [0, 0] : [range[0], range[1]];
}

/** What JSON cannot hold, such as `.inf`, is told as text, which no schema for numbers admits. */
function scalarOf(value: unknown): Data {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as Data;
  return String(value);
}
