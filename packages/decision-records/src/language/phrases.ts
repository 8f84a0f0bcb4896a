/** Phrases of a list that a text holds, as written there, whatever their case and the blanks in them. */
export function phrasesIn(text: string, phrases: readonly string[]): readonly string[] {
  return phrases.flatMap((phrase) => {
    const words = phrase
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${words.join("\\s+")}(?![\\p{L}\\p{N}_])`, "iu");
    return pattern.exec(text)?.[0] ?? [];
  });
}
