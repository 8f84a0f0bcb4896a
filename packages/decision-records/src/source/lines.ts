import type { Location, Point } from "../model/location.ts";

/** Turns offsets into lines and columns. CRLF, LF and a lone CR each end a line, as in CommonMark. */
export class LineIndex {
  readonly #path: string;
  readonly #starts: number[] = [0];
  readonly #shift: number;

  /**
   * @param text without a byte order mark
   * @param shift units that stand before the text in the file: 1 when it starts with a byte order mark
   */
  constructor(path: string, text: string, shift: 0 | 1) {
    this.#path = path;
    this.#shift = shift;
    for (const ending of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(ending.index + ending[0].length);
  }

  point(offset: number): Point {
    const line = this.#lineOf(offset);
    const start = this.#starts[line] ?? 0;
    return { line: line + 1, column: offset - start + 1, offset: offset + this.#shift };
  }

  location(start: number, end: number): Location {
    return { path: this.#path, start: this.point(start), end: this.point(end) };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
