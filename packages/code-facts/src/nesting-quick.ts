const quickBrackets = 400;
const quickTokens = 1200;

/**
 * True when the text cannot nest deeply whatever its characters mean: few open brackets at any point, and few characters
 * that can nest without brackets in any stretch between `;`, `{` and `}`, and few that can nest across those.
 */
export function countsAsSafe(text: string): boolean {
  let depth = 0;
  let stretch = 0;
  let across = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x28: // (
      case 0x5b: // [
        depth += 1;
        if (depth > quickBrackets) return false;
        break;
      case 0x7b: // {
        depth += 1;
        stretch = 0;
        if (depth > quickBrackets) return false;
        break;
      case 0x29: // )
      case 0x5d: // ]
        if (depth > 0) depth -= 1;
        break;
      case 0x7d: // }
        if (depth > 0) depth -= 1;
        stretch = 0;
        break;
      case 0x3b: // ;
        stretch = 0;
        break;
      case 0x3c: // <
      case 0x3f: // ?
        across += 1;
        stretch += 1;
        break;
      case 0x21: // !
      case 0x2a: // *
      case 0x2b: // +
      case 0x2d: // -
      case 0x2e: // .
      case 0x3a: // :
      case 0x3d: // =
      case 0x7e: // ~
      case 0x40: // @
        stretch += 1;
        break;
      case 0x20: // a keyword that nests is followed by a space or a bracket
        stretch += 1;
        break;
      case 0x65: // e of else
        if (text.startsWith("else", at)) across += 1;
        break;
      case 0x66: // f of for
        if (text.startsWith("for", at)) across += 1;
        break;
      case 0x3e: // > of =>
        if (text.charCodeAt(at - 1) === 0x3d) across += 1;
        break;
      default:
    }
    if (stretch > quickTokens || across > quickTokens) return false;
  }
  return true;
}
