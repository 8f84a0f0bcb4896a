import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** A key of a YAML mapping with its scalar values; offsets count from the start of the YAML text. */
export interface YamlPair {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly values: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

export interface YamlReading {
  /** `null` when the text is not a mapping. */
  readonly pairs: readonly YamlPair[] | null;
  /** The first error, with its offset; pairs before it may still be there. */
  readonly error: { readonly detail: string; readonly at: number } | null;
}

const mostUnits = 64 * 1024;
const deepest = 32;

/** Reads the top level of a YAML mapping. Bounded in size and nesting; aliases are not followed. */
export function parseYaml(text: string): YamlReading {
  if (text.length > mostUnits || yamlNesting(text) > deepest)
    return { pairs: null, error: { detail: "too large or too deeply nested", at: 0 } };
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    logLevel: "silent",
    uniqueKeys: false,
  });
  const [first] = document.errors;
  const error = first === undefined ? null : { detail: first.code, at: first.pos[0] };
  if (!isMap(document.contents)) return { pairs: null, error };
  const pairs = document.contents.items.flatMap((item) => {
    if (!isPair(item) || !isScalar(item.key) || item.key.range == null) return [];
    const [start, end] = item.key.range;
    return [{ key: String(item.key.value), start, end, values: scalars(item.value, text) }];
  });
  return { pairs, error };
}

function scalars(value: unknown, source: string): YamlPair["values"] {
  if (isScalar(value)) {
    if (value.range == null || value.value === null) return [];
    const [start, end] = value.range;
    const quoted = /^["']/.test(source.slice(start, end)) ? 1 : 0;
    return [{ text: String(value.value), start: start + quoted, end: end - quoted }];
  }
  if (isSeq(value)) return value.items.flatMap((item) => scalars(item, source));
  if (isMap(value)) return value.items.flatMap((item) => (isPair(item) ? scalars(item.value, source) : []));
  if (isAlias(value) && value.range != null)
    return [{ text: value.source, start: value.range[0], end: value.range[1] }];
  return [];
}

/** About how deep a text nests: brackets that are open at once, and the deepest indentation or run of dashes of a line. */
export function yamlNesting(text: string): number {
  let open = 0;
  let most = 0;
  for (const line of text.split("\n")) {
    const lead = /^[\s?:-]*/.exec(line)?.[0].length ?? 0;
    most = Math.max(most, lead / 2);
    for (const [mark] of line.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
      if (mark === "[" || mark === "{") open += 1;
      else if (mark === "]" || mark === "}") open = Math.max(0, open - 1);
      most = Math.max(most, open);
    }
  }
  return most;
}
