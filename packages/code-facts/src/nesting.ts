import { countsAsSafe } from "./nesting-quick.ts";
import { readTokens, type Token } from "./tokens.ts";

/**
 * The parser is native and recursive: input that nests too deeply ends the process, not the call. So nesting is bounded
 * before parsing, from the text, in one pass. Brackets count exactly; operators and keywords that nest without brackets
 * (`!!!!x`, `a => a => …`, `else if` chains) count until their statement or element ends.
 * The limits are a third or less of what overflowed a worker's 4 MB stack in any of 27 patterns that were tried. Text that is made to
 * mislead a reader of tokens may still end the process, which passes nothing.
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
  before: number;
}

class Levels {
  readonly #open: Level[] = [];
  #level: Level = newLevel();
  /** Of all open levels. */
  #outside = 0;
  #ended = false;

  overflow(): boolean {
    return (
      this.#open.length > maxBrackets ||
      this.#outside + this.#level.nesting > maxNesting ||
      this.#level.flat > maxFlat
    );
  }

  take(token: Token): void {
    const goesOn = this.#ended && continues.has(token.text);
    this.#ended = false;
    if (goesOn) this.#level.nesting = Math.max(this.#level.nesting, this.#level.before);
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
        if (token.text === "}") this.#end();
        return;
      case "end":
        this.#end();
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
        if (token.startsLine) this.#end();
        return;
    }
  }

  #end(): void {
    this.#level.before = this.#level.nesting;
    this.#level.nesting = 0;
    this.#level.flat = 0;
    this.#ended = true;
  }
}

/** What can follow a `;` or `}` and still belong to what came before it. */
const continues: ReadonlySet<string> = new Set(["else", "=", "?", ":", "=>", "<", "extends"]);

function newLevel(): Level {
  return { nesting: 0, flat: 0, before: 0 };
}
