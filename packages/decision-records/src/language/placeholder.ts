/** Marks that stand for words that somebody still has to find. */
const markers = "TODO|FIXME|XXX|TBD|TBA|TBC|TBS|WIP";
/** Marks that people also write about: `no TODO comment may stay`. */
const mentioned =
  /(?:\b(?:an?|any|no|each|every|all|the|of|such|these|those|another|one)\s+(?:TODO|FIXME|XXX|WIP)\b|\b(?:TODO|FIXME|XXX|WIP)s?[\s-]+(?:comment|mark|note|item|list|tag|entr|annotation|commit|branch|pull|limit)\w*)/gi;

const patterns: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\p{N}_/.-])(?:${markers})(?![\\p{L}\\p{N}_/-]|\\.\\p{L})`, "u"),
  /(?<![\p{L}])to be (?:determined|decided|defined|confirmed|done|announced|specified|written|filled in|completed|clarified)(?![\p{L}])/iu,
  /(?<![\p{L}])(?:fill (?:this |me )?in|insert (?:text )?here|your text here|placeholder text|lorem ipsum|dolor sit amet)(?![\p{L}])/iu,
  /\?{3,}|(?:^|\s)\?\?(?=\s|$)/u,
  /(?:…|\.{3,})\s*$|^\s*(?:…|\.{3,})/u,
  // One word in angle brackets is more often a part of a name (`/data/<environment>`) than a gap.
  /<\p{L}[^<>=/]*\s[^<>=/]*>|<(?:fill|insert|describe|tbd|todo|placeholder|text|scope|owner|reason|question|decision|evidence|rationale|limit|value|name|date)>/iu,
  /\{\{[^{}]*\}\}|\{[^{}]*\s[^{}]*\}/u,
];

const wholes: readonly RegExp[] = [
  new RegExp(`^\\W*(?:${markers})\\W*$`, "iu"),
  /^[<{[(][^<>{}[\]()]*[>}\])]$/u,
];

/** Words that fill a field and say nothing. */
const nothing =
  /^\W*(?:none|nothing|nil|null|n\/?a|not applicable|empty|blank|unknown|undecided|later|same|ditto)\W*$/i;

/** The part of a text that stands in for words that nobody wrote yet: `TBD`, `<fill in>`, `???`, `…`. */
export function placeholderIn(prose: string, whole: string): string | undefined {
  const stripped = whole.trim();
  if (wholes.some((pattern) => pattern.test(stripped))) return stripped;
  const told = prose.replace(mentioned, " ");
  for (const pattern of patterns) {
    const found = pattern.exec(told)?.[0].trim() ?? pattern.exec(codeless(stripped, prose))?.[0].trim();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A text that is all code (`` `TBD` ``) is read like prose; a text with code in it is not. */
function codeless(whole: string, prose: string): string {
  return prose === "" ? whole : "";
}

/** Whether a text only looks like one: marks without a letter, or `n/a`. */
export function saysNothing(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || nothing.test(text);
}
