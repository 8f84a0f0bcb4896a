const mostBrackets = 400;
const mostNesting = 1200;
const mostFlat = 12_000;

const opens = 1;
const opensParentheses = 2;
const closes = 3;
const opensBrace = 4;
const closesBrace = 5;
const ends = 6;
/** Can nest. */
const nests = 7;
/** Can nest across `;`, `{` and `}` as well. */
const crosses = 8;
const letterE = 9;
const letterF = 10;
const greater = 11;
/** Can follow a keyword that nests, and means nothing elsewhere. */
const blank = 12;
/** Joins operands, which takes less of a stack; without one before it, it nests. */
const joins = 13;
/** Joins operands, or follows one. */
const flat = 14;

const encoder = new TextEncoder();

const kinds = new Uint8Array(256);
function mark(characters: string, kind: number): void {
  for (let at = 0; at < characters.length; at += 1) kinds[characters.charCodeAt(at)] = kind;
}
mark("[", opens);
mark("(", opensParentheses);
mark(")]", closes);
mark("{", opensBrace);
mark("}", closesBrace);
mark(";", ends);
mark("!:=~@", nests);
mark("<?", crosses);
mark("e", letterE);
mark("f", letterF);
mark(">", greater);
mark(" \t\n\v\f\r", blank);
mark("+-*/", joins);
mark(".%&|^`", flat);
// Bytes of other characters, blanks among them.
for (let byte = 0x80; byte < 0x100; byte += 1) kinds[byte] = blank;

/** Bytes that operands end with and keywords do not. */
const operandEnds = new Uint8Array(256);
for (const character of "0123456789)]\"'`") operandEnds[character.charCodeAt(0)] = 1;

/** What may follow a closing brace where an expression goes on; a comment hides what follows it. */
const goesOn = new Uint8Array(256);
for (const character of "=*+-/%.&|^!<>?([`") goesOn[character.charCodeAt(0)] = 1;
const joiningWords = ["in", "instanceof", "as", "satisfies"].map((word) => encoder.encode(word));

/** Last letters of `if`, `while`, `with` and `for`, which nest by the parentheses after them, whatever these hold; those of other words count too. */
const headEnds = new Uint8Array(256);
for (const character of "fehr") headEnds[character.charCodeAt(0)] = 1;

/** By bracket that is open: what had nested and joined before it. */
const nestedBefore = new Uint16Array(mostBrackets + 2);
const joinedBefore = new Uint16Array(mostBrackets + 2);

/**
 * True when the text hardly nests deeply: few open brackets at any point, few characters that can nest without brackets,
 * or join many operands, before them and since the last `;`, `{` or `}`, and few that can nest across those. Keywords
 * count by what follows them. What strings and comments hold counts as well: a bracket in them may seem to close another one.
 * @param text a text, or its UTF-8 bytes where they are at hand
 */
export function countsAsSafe(text: string | Uint8Array): boolean {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  let depth = 0;
  let outside = 0;
  let nested = 0;
  let joined = 0;
  let across = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const kind = kinds[bytes[at] ?? 0];
    if (kind === 0) continue;
    const before = bytes[at - 1] ?? 0;
    if (kind === blank) {
      // The last letter of a keyword.
      if (before < 0x61 || before > 0x7a) continue;
      nested += 1;
    } else if (kind === flat) joined += 1;
    else if (kind === joins) {
      if (operandEnds[before] === 1) joined += 1;
      else nested += 1;
    } else if (kind === nests) nested += 1;
    else if (kind === opens || kind === opensParentheses || kind === opensBrace) {
      if (kind === opensParentheses && headEnds[lastBefore(bytes, at)] === 1) across += 1;
      depth += 1;
      if (depth > mostBrackets) return false;
      joined += 1;
      nestedBefore[depth] = nested;
      joinedBefore[depth] = joined;
      outside += nested;
      nested = 0;
      joined = 0;
    } else if (kind === closes || kind === closesBrace) {
      nested = 0;
      joined = 0;
      if (depth > 0) {
        outside -= nestedBefore[depth] ?? 0;
        // After a brace, a statement may begin.
        if (kind === closes) {
          nested = nestedBefore[depth] ?? 0;
          joined = joinedBefore[depth] ?? 0;
        }
        depth -= 1;
      }
      if (kind === closesBrace && mayGoOn(bytes, at + 1)) across += 1;
    } else if (kind === ends) {
      nested = 0;
      joined = 0;
    } else if (kind === crosses) {
      nested += 1;
      across += 1;
    } else if (kind === letterE) {
      if (bytes[at + 1] === 0x6c && bytes[at + 2] === 0x73) across += 1; // "els"
    } else if (kind === letterF) {
      if (bytes[at + 1] === 0x6f && bytes[at + 2] === 0x72) across += 1; // "for"
    } else if (before === 0x3d)
      across += 1; // "=>"
    else joined += 1;
    if (outside + nested > mostNesting || joined > mostFlat || across > mostNesting) return false;
  }
  return true;
}

/** Byte before a place, blanks aside. */
function lastBefore(bytes: Uint8Array, place: number): number {
  let at = place - 1;
  while (kinds[bytes[at] ?? 0] === blank) at -= 1;
  return bytes[at] ?? 0;
}

/** Whether an expression that a brace ended may go on behind it. */
function mayGoOn(bytes: Uint8Array, place: number): boolean {
  let at = place;
  while (kinds[bytes[at] ?? 0] === blank) at += 1;
  if (goesOn[bytes[at] ?? 0] === 1) return true;
  return joiningWords.some((word) => word.every((letter, offset) => bytes[at + offset] === letter));
}
