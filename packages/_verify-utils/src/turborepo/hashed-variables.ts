/**
 * Whether a list of `env` selects a variable: names, `*` for any characters, and `!` for what is taken away whatever the
 * order (Turborepo's "wildcards" of environment variables). A wildcard in what is asked for is only found as written.
 */
export function hashesVariable(env: readonly string[], name: string): boolean {
  const isNegative = (text: string) => text.startsWith("!");
  const fits = (text: string) => fitsVariable(text, name);
  const isTakenAway = env.filter(isNegative).some((text) => fits(text.slice(1)));
  return !isTakenAway && env.filter((text) => !isNegative(text)).some(fits);
}

function fitsVariable(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  // `\*` and `\!` stand for the characters themselves.
  const source = pattern.replaceAll(/\\([*!])|([*])|([\^$.|?+()[\]{}\\])/g, (_, escaped, star, special) =>
    star === undefined ? `\\${escaped ?? special}` : ".*",
  );
  return new RegExp(`^${source}$`).test(name);
}
