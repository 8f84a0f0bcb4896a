import { countsAsSafe } from "./nesting-quick.ts";
import { readTokens, type Token } from "./tokens.ts";

/**
 * The parser is native and recursive: input that nests too deeply ends the process, not the call. So nesting is bounded
 * before parsing, from the text, in one pass. Brackets count exactly; operators and keywords that nest without brackets
 * (`!!!!x`, `a => a => …`, `else if` chains) count until their statement or element ends.
 * The limits are a third or less of what overflowed a worker's 4 MB stack in patterns that were tried. Text that is made
 * to mislead who counts so may still end the process, which passes nothing.
 */
const maxBrackets = 500;
const maxNesting = 1500;
const maxFlat = 15_000;

/**
 * Offset at which the text nests too deeply for the parser, or `undefined`.
 * @param bytes the text in UTF-8, where that is at hand
 */
export function tooDeepAt(text: string, bytes?: Uint8Array): number | undefined {
  if (countsAsSafe(bytes ?? text)) return undefined;
  const levels = new Levels();
  for (const token of readTokens(text)) {
    levels.take(token);
    if (levels.overflow()) return token.at;
  }
  return undefined;
}

interface Level {
  nesting: number;
  flat: number;
  /** Counts when the last `;`, `,` or `}` ended something, taken up again when it goes on after all. */
  nestingBefore: number;
  flatBefore: number;
}

class Levels {
  readonly #open: Level[] = [];
  #level: Level = newLevel();
  /** Of all open levels. */
  #outside = 0;
  /** What the last token ended something by. */
  #ended: "brace" | "other" | undefined;

  overflow(): boolean {
    return (
      this.#open.length > maxBrackets ||
      this.#outside + this.#level.nesting > maxNesting ||
      this.#level.flat > maxFlat
    );
  }

  take(token: Token): void {
    if (this.#ended !== undefined) this.#goOn(this.#ended, token.text);
    this.#ended = undefined;
    switch (token.kind) {
      case "open":
        this.#open.push(this.#level);
        this.#outside += this.#level.nesting;
        this.#level = newLevel();
        return;
      case "close":
        this.#level = this.#open.pop() ?? newLevel();
        this.#outside = this.#open.length === 0 ? 0 : this.#outside - this.#level.nesting;
        this.#level.flat += 1;
        if (token.text === "}") this.#end("brace");
        return;
      case "end":
        this.#end("other");
        return;
      case "nest":
        this.#level.nesting += 1;
        return;
      case "unnest":
        this.#level.nesting = Math.max(0, this.#level.nesting - 1);
        return;
      case "flat":
        this.#level.flat += 1;
        return;
      case "operand":
        if (token.startsLine) this.#end("other");
        return;
    }
  }

  /** Takes up what seemed to have ended. */
  #goOn(ended: "brace" | "other", text: string): void {
    const level = this.#level;
    if (text === "else" || (ended === "brace" && nestAfterBraces.has(text)))
      level.nesting = Math.max(level.nesting, level.nestingBefore);
    if (ended === "brace" && joinAfterBraces.has(text)) level.flat = Math.max(level.flat, level.flatBefore);
  }

  #end(by: "brace" | "other"): void {
    this.#level.nestingBefore = this.#level.nesting;
    this.#level.flatBefore = this.#level.flat;
    this.#level.nesting = 0;
    this.#level.flat = 0;
    this.#ended = by;
  }
}

/** What can follow a `}` and nest what came before it, or join it; the reader of tokens takes most operators there for signs. */
const nestAfterBraces: ReadonlySet<string> = new Set(
  "extends = ? : => < + - * / % & | ^ && || **".split(" "),
);
const joinAfterBraces: ReadonlySet<string> = new Set("in instanceof as satisfies is > . `".split(" "));

function newLevel(): Level {
  return { nesting: 0, flat: 0, nestingBefore: 0, flatBefore: 0 };
}
