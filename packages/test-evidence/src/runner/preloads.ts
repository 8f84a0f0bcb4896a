const flags = "--require|-r|--import|--loader|--experimental-loader";
const joined = new RegExp(`^(?:${flags})=(.+)$`);
const alone = new RegExp(`^(?:${flags})$`);

/** The modules that arguments of Node load before everything else, as they are written. */
export function preloads(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    const next = alone.test(arg) ? args[index + 1] : joined.exec(arg)?.[1];
    return next === undefined ? [] : [next];
  });
}

/** The arguments that `NODE_OPTIONS` holds. */
export function nodeOptions(env: Readonly<Record<string, unknown>>): readonly string[] {
  return String(env.NODE_OPTIONS ?? "")
    .split(/\s+/)
    .map((arg) => arg.replace(/^"(.*)"$/, "$1"));
}
