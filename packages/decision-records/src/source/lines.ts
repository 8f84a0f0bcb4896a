import type { Location, Point } from "../model/location.ts";

const byteOrderMark = 0xfeff;

/** Turns offsets into lines and columns. CRLF, LF and a lone CR each end a line, as in CommonMark. */
export class LineIndex {
  readonly #path: string;
  readonly #starts: number[] = [0];
  readonly #markLength: number;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#markLength = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
    for (const ending of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(ending.index + ending[0].length);
  }

  point(offset: number): Point {
    const line = this.#lineOf(offset);
    const start = this.#starts[line] ?? 0;
    const mark = line === 0 && offset >= this.#markLength ? this.#markLength : 0;
    return { line: line + 1, column: offset - start - mark + 1, offset };
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
