export interface BranchQuery {
  /** What must not decide, as one word: `channel`. */
  readonly term: string;
  /** The values that it has: `A`, `B`. */
  readonly values: readonly string[];
}

/** What a term and its values are called. */
export interface Vocabulary {
  /** `whole`: the term, or with one of its values; `part`: a name that ends with it. */
  readonly kindOf: (name: string) => "whole" | "part" | undefined;
  /** A text that is a value of the term; `whole`: one that says the term too. */
  readonly valueKind: (text: string) => "whole" | "part" | undefined;
}

export function vocabularyOf({ term, values }: BranchQuery): Vocabulary {
  const wanted = term.toLowerCase();
  const known = new Set(values.map((value) => value.toLowerCase()));
  const kind = (words: readonly string[]): "whole" | "part" | undefined => {
    const at = words.indexOf(wanted);
    if (at < 0) return undefined;
    if (words.length === 1 || known.has(words[at + 1] ?? "")) return "whole";
    return at === words.length - 1 ? "part" : undefined;
  };
  return {
    kindOf: (name) => kind(wordsOf(name)),
    valueKind: (text) => {
      if (known.has(text.trim().toLowerCase())) return "part";
      const words = wordsOf(text);
      return words.length === 2 && words[0] === wanted && known.has(words[1] ?? "") ? "whole" : undefined;
    },
  };
}

/** `isChannelA`, `CHANNEL_A` and `channel-a` are words. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** A name that is the term's. */
export interface Term {
  readonly name: string;
  readonly kind: "whole" | "part";
  /** The name holds a value beside the term: `isChannelA`. */
  readonly saysWhich: boolean;
}

export function named(name: string | undefined, words: Vocabulary): Term | undefined {
  const kind = name === undefined ? undefined : words.kindOf(name);
  return name === undefined || kind === undefined
    ? undefined
    : { name, kind, saysWhich: kind === "whole" && wordsOf(name).length > 1 };
}
