/**
 * Regular expressions that match something else than a given one: without an anchor, with `+` as "once", and with
 * another case rule. As literals.
 */
export function weakerPatterns(pattern: string, flags: string): readonly string[] {
  const literal = (source: string, mode = flags) => (source === "" ? [] : [`/${source}/${mode}`]);
  const changed = syntaxOf(pattern).flatMap(({ at, character }) => {
    if (character === "^" || character === "$" || character === "+") {
      return literal(pattern.slice(0, at) + pattern.slice(at + 1));
    }
    return [];
  });
  return flags.includes("i") ? [...changed, ...literal(pattern, flags.replace("i", ""))] : changed;
}

/** The characters that are syntax: neither escaped nor in a class. */
function syntaxOf(pattern: string): readonly { readonly at: number; readonly character: string }[] {
  const found: { at: number; character: string }[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (!inClass) found.push({ at, character });
  }
  return found;
}
