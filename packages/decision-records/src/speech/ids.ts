/** An id in a text; `id` is as it was asked for. */
export interface IdMatch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Finds ids as whole tokens: `D-009` is in `(D-009)` and `d‑009:`, and not in `D-0091`, `D-009-b` or `D-009.md`. */
export interface IdFinder {
  all(text: string): readonly IdMatch[];
  /** The id that stands at an index. */
  at(text: string, index: number): IdMatch | null;
}

/** Case, kinds of dashes, and blanks instead of them do not tell ids apart. A bare number needs a word before it: `ADR 12`. */
export function idFinder(ids: readonly string[]): IdFinder {
  const named = [...new Set(ids)].sort((a, b) => b.length - a.length);
  if (named.length === 0) return { all: () => [], at: () => null };
  const source = named.map((id) => `(${patternOf(id)})`).join("|");
  const whole = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}][\p{Pd}.])(?:${source})(?![\p{L}\p{N}_]|[\p{Pd}.][\p{L}\p{N}])`;
  const anywhere = new RegExp(whole, "giu");
  const here = new RegExp(whole, "iuy");
  const found = (match: RegExpExecArray | null): IdMatch[] => {
    const id = named[(match?.findIndex((group, index) => index > 0 && group !== undefined) ?? 0) - 1];
    if (match === null || id === undefined) return [];
    return [{ id, start: match.index, end: match.index + match[0].length }];
  };
  return {
    all: (text) => [...text.matchAll(anywhere)].flatMap((match) => found(match)),
    at: (text, index) => {
      here.lastIndex = index;
      return found(here.exec(text))[0] ?? null;
    },
  };
}

function patternOf(id: string): string {
  const parts = id.split(/[\p{Pd}_\s]+/u).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = parts.join(String.raw`[\p{Pd}_\u00a0 ]`);
  return /^\d/.test(id) ? String.raw`(?:adr|rfc|kep|decision)[\p{Pd}#№ ]{0,2}0*${pattern}` : pattern;
}
