/** What a contender found: `rule | from | to`, and how many modules take part in a circle. */
export interface Violations {
  readonly crossed: ReadonlySet<string>;
  readonly circular: number;
}

export function violationsOf(
  rows: readonly (readonly [rule: string, from: string, to: string])[],
  circular: number,
): Violations {
  return { crossed: new Set(rows.map(([rule, from, to]) => `${rule} | ${from} | ${nameOf(to)}`)), circular };
}

/** A package by its name, a module of Node.js without its prefix. */
function nameOf(to: string): string {
  const inside = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(to)?.[1];
  const plain = (inside ?? to).replace(/^(?:node|npm):/, "");
  return plain.split("/").length > 1 && /^(?:fs|react|zod)\//.test(plain)
    ? (plain.split("/")[0] ?? plain)
    : plain;
}

export function difference(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one].filter((row) => !other.has(row)).sort();
}
