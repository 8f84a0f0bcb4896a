/** The key words of RFC 2119, as RFC 8174 reads them: in capitals only. */
export const requirementWords = [
  "MUST",
  "MUST NOT",
  "REQUIRED",
  "SHALL",
  "SHALL NOT",
  "SHOULD",
  "SHOULD NOT",
  "RECOMMENDED",
  "NOT RECOMMENDED",
  "MAY",
  "OPTIONAL",
] as const;

/** Those of them that leave no choice. */
export const demandingWords = ["MUST", "SHALL", "REQUIRED"] as const;

/** Matches any of some words, as written, as words of their own. */
export function anyOf(words: readonly string[]): RegExp {
  const patterns = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[^\p{L}\p{N}\s]/gu, "\\$&").replace(/\s+/g, "\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${patterns.join("|")})(?![\\p{L}\\p{N}_])`, "u");
}
