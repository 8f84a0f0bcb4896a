import type { RepoPath } from "@phasegate/workspace";

/** Line and column count from 1; `offset` and `column` count UTF-16 units of the file with its byte order mark. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Location {
  readonly path: RepoPath;
  readonly start: Position;
  readonly end: Position;
}

/** Start and end offset in a file's text, as they are kept in persisted facts. */
export type Span = readonly [start: number, end: number];

/** Turns offsets into positions; the line table is built on first use. */
export class LineTable {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  position(offset: number): Position {
    this.#starts ??= lineStarts(this.#text);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1, offset };
  }

  location(path: RepoPath, [start, end]: Span): Location {
    return { path, start: this.position(start), end: this.position(end) };
  }
}

/** Line terminators of ECMA-262 §12.3: LF, CR, CRLF, U+2028, U+2029. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!/[\r\u2028\u2029]/.test(text)) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return starts;
}
