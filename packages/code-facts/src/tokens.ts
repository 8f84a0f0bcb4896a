export interface Token {
  readonly kind: "open" | "close" | "end" | "nest" | "unnest" | "flat" | "operand";
  readonly text: string;
  readonly at: number;
  /** An operand right after an operand on an earlier line: a new statement, by automatic semicolon insertion. */
  readonly startsLine: boolean;
}

/** Blanks by ECMA-262 §12.2, and those that the parser skips as well. */
const blanks = "\\s\\u0085\\u180e\\u200b";
const shape = new RegExp(
  [
    `[${blanks}]+`,
    String.raw`\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/`,
    String.raw`"(?:[^"\\\n\r]|\\[\s\S])*"?|'(?:[^'\\\n\r]|\\[\s\S])*'?`,
    // Whatever is not ASCII belongs to a word.
    `(?:[\\w$]|(?![${blanks}])[\\u0080-\\uffff])+`,
    String.raw`=>|\*\*|&&|\|\||<\/|\/>|[\s\S]`,
  ].join("|"),
  "g",
);
/** Line terminators of ECMA-262 §12.3. */
const endsLine = /[\n\r\u2028\u2029]/;
const startsBlank = new RegExp(`^[${blanks}]`);
const nestingWords: ReadonlySet<string> = new Set(
  "if else while for do with new await yield typeof void delete throw return keyof readonly unique infer extends async label".split(
    " ",
  ),
);
const joiningWords: ReadonlySet<string> = new Set(["in", "of", "instanceof", "as", "satisfies", "is"]);
const flatOperators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", ".", "&&", "||", "&", "|", "^"]);

/**
 * Splits text into what matters for nesting. It need not be exact: a regular expression or JSX text that is misread
 * costs a bracket more or less, and no string or comment reaches further than its line or its end.
 */
export function* readTokens(text: string): Generator<Token> {
  const scanner = new RegExp(shape);
  const templates: number[] = [];
  let depth = 0;
  let operand = false;
  let newline = false;
  for (let match = scanner.exec(text); match !== null; match = scanner.exec(text)) {
    const word = match[0];
    const at = match.index;
    if (startsBlank.test(word) || word.startsWith("//") || word.startsWith("/*")) {
      newline ||= endsLine.test(word);
      continue;
    }
    const startsLine = newline && operand;
    newline = false;
    if (word === "`" || (word === "}" && templates.at(-1) === depth)) {
      if (word === "}") {
        templates.pop();
        depth -= 1;
        yield { kind: "close", text: "`", at, startsLine: false };
      }
      const end = endOfTemplateText(text, scanner.lastIndex);
      scanner.lastIndex = end.at;
      // A tag, and what it tags.
      if (!end.hole && operand) yield { kind: "flat", text: "`", at, startsLine: false };
      operand = !end.hole;
      if (!end.hole) continue;
      depth += 1;
      templates.push(depth);
      yield { kind: "open", text: "`", at, startsLine: false };
    } else if (word === "(" || word === "[" || word === "{") {
      depth += 1;
      operand = false;
      yield { kind: "open", text: word, at, startsLine };
    } else if (word === ")" || word === "]" || word === "}") {
      depth = Math.max(0, depth - 1);
      operand = word === "]";
      yield { kind: "close", text: word, at, startsLine };
    } else if (word === ";" || word === ",") {
      operand = false;
      yield { kind: "end", text: word, at, startsLine };
    } else if (word === "</" || word === "/>") {
      operand = false;
      yield { kind: "unnest", text: word, at, startsLine };
    } else if (word === "/" && !operand && text[at - 1] !== ")") {
      scanner.lastIndex = endOfRegExp(text, at);
      operand = true;
    } else if (nestingWords.has(word)) {
      operand = false;
      yield { kind: "nest", text: word, at, startsLine };
    } else if (joiningWords.has(word)) {
      operand = false;
      yield { kind: "flat", text: word, at, startsLine: false };
    } else if (/^["'\w$\u0080-\uffff]/.test(word)) {
      operand = true;
      yield { kind: "operand", text: word, at, startsLine };
    } else if (flatOperators.has(word)) {
      yield { kind: operand || word === "." ? "flat" : "nest", text: word, at, startsLine };
      operand = false;
    } else if (word === ">") {
      // Ends types and elements as well, behind which a line may start.
      yield { kind: "flat", text: word, at, startsLine: false };
    } else {
      operand = false;
      yield { kind: "nest", text: word, at, startsLine };
    }
  }
}

function endOfRegExp(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === undefined || endsLine.test(char)) return start + 1;
    if (char === "\\") at += 1;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) return at + 1;
  }
  return start + 1;
}

function endOfTemplateText(text: string, start: number): { at: number; hole: boolean } {
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\\") at += 1;
    else if (char === "`") return { at: at + 1, hole: false };
    else if (char === "$" && text[at + 1] === "{") return { at: at + 2, hole: true };
  }
  return { at: text.length, hole: false };
}
