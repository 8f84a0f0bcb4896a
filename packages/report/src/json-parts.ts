/** Lists and objects this deep inside one another are taken apart; those below stay whole. */
const deepest = 4;

/**
 * What `JSON.stringify(value, null, 2)` gives, in parts: in one string, a single letter beyond Latin-1 makes every letter
 * take two bytes, and turning a long one of those into UTF-8 takes longer than all else.
 * @param value data that JSON can hold, and `undefined` for properties that are not there
 */
export function jsonParts(value: unknown): readonly string[] {
  return [...partsOf(value, 0)];
}

function* partsOf(value: unknown, depth: number): Generator<string> {
  const inside = depth < deepest && isMany(value) ? entriesOf(value) : [];
  if (inside.length === 0) {
    yield partAt(value, depth);
    return;
  }
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const indent = "  ".repeat(depth);
  for (const [index, [key, one]] of inside.entries()) {
    yield `${index === 0 ? open : ","}\n${indent}  ${key}`;
    yield* partsOf(one, depth + 1);
  }
  yield `\n${indent}${close}`;
}

function isMany(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What stands before each value, and the value. */
function entriesOf(value: object): readonly (readonly [key: string, value: unknown])[] {
  if (Array.isArray(value)) return value.map((one: unknown) => ["", one]);
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => [`${JSON.stringify(key)}: `, one]);
}

/** A value as it is indented inside so many others. */
function partAt(value: unknown, depth: number): string {
  let whole = value;
  let around = 0;
  for (let outer = 0; outer < depth; outer += 1) {
    whole = [whole];
    around += 2 * outer + 2;
  }
  // Lists open with `[`, a line break and one step more than they close with.
  return JSON.stringify(whole, null, 2).slice(around + 2 * depth, -around || undefined);
}
