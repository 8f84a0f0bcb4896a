const quickBrackets = 400;
const quickTokens = 1200;

const open = 1;
const close = 2;
const openBrace = 3;
const closeBrace = 4;
const end = 5;
/** Can nest within a stretch; a keyword that nests is followed by a space or a bracket. */
const nests = 6;
/** Can nest across `;`, `{` and `}` as well. */
const crosses = 7;
const letterE = 8;
const letterF = 9;
const greater = 10;

const kinds = new Uint8Array(256);
function mark(characters: string, kind: number): void {
  for (let at = 0; at < characters.length; at += 1) kinds[characters.charCodeAt(at)] = kind;
}
mark("([", open);
mark(")]", close);
mark("{", openBrace);
mark("}", closeBrace);
mark(";", end);
mark("!*+-.:=~@ ", nests);
mark("<?", crosses);
mark("e", letterE);
mark("f", letterF);
mark(">", greater);

const encoder = new TextEncoder();

/**
 * True when the text cannot nest deeply whatever its characters mean: few open brackets at any point, few characters
 * that can nest without brackets in any stretch between `;`, `{` and `}`, and few that can nest across those.
 * @param text a text, or its UTF-8 bytes where they are at hand
 */
export function countsAsSafe(text: string | Uint8Array): boolean {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  let depth = 0;
  let stretch = 0;
  let across = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const kind = kinds[bytes[at] ?? 0];
    if (kind === 0) continue;
    if (kind === nests) stretch += 1;
    else if (kind === open) depth += 1;
    else if (kind === close) depth -= 1;
    else if (kind === openBrace) {
      depth += 1;
      stretch = 0;
    } else if (kind === closeBrace) {
      depth -= 1;
      stretch = 0;
    } else if (kind === end) stretch = 0;
    else if (kind === crosses) {
      stretch += 1;
      across += 1;
    } else if (kind === letterE) {
      if (bytes[at + 1] === 0x6c && bytes[at + 2] === 0x73) across += 1; // "els"
    } else if (kind === letterF) {
      if (bytes[at + 1] === 0x6f && bytes[at + 2] === 0x72) across += 1; // "for"
    } else if (bytes[at - 1] === 0x3d) across += 1;
    if (depth < 0) depth = 0;
    else if (depth > quickBrackets || stretch > quickTokens || across > quickTokens) return false;
  }
  return true;
}
