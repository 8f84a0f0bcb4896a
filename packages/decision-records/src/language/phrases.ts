/** Phrases of a list that a text holds, as written there, whatever their case and the blanks in them. */
export function phrasesIn(text: string, phrases: readonly string[]): readonly string[] {
  return phrases.flatMap((phrase) => phrasePattern([phrase]).exec(text)?.[0] ?? []);
}

/** Finds any of some phrases. */
export function phrasePattern(phrases: readonly string[]): RegExp {
  const sources = phrases.map((phrase) => phrase.trim().split(/\s+/).map(escaped).join("\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${sources.join("|")})(?![\\p{L}\\p{N}_])`, "iu");
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
