import { type RawPair, rawDeclaration } from "../declare/raw-pair.ts";
import type { RecordFormat } from "../format.ts";
import { headerBlocks } from "../markdown/header.ts";
import { span } from "../markdown/inline.ts";
import { htmlLine } from "../markdown/raw.ts";

/** An HTML table or definition list of keys and values before the prose. Closing tags may be missing, as in HTML. */
const htmlTable: RecordFormat = {
  kind: "record",
  name: "html-table",
  declarations: (scope) => {
    const blocks = headerBlocks(scope).filter((node) => node.type === "html");
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { start } = span(first);
    const source = blankComments(scope.document.text.slice(start, span(last).end));
    return [...rows(source, start)].map((pair) => rawDeclaration(scope.document, pair, htmlLine));
  },
};

export default htmlTable;

/** Comments as blanks of the same length. */
function blankComments(source: string): string {
  return source.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, " "));
}

function* rows(source: string, base: number): Generator<RawPair> {
  const cells = [...source.matchAll(/<(tr|td|th|dt|dd|\/tr|\/table|\/dl)\b[^>]*>/gi)];
  let row: { start: number; end: number }[] = [];
  for (const [index, tag] of cells.entries()) {
    const name = tag[1]?.toLowerCase() ?? "";
    if (!/^t[dh]$|^d[dt]$/.test(name) || name === "dt") {
      yield* pairOf(row);
      row = [];
    }
    if (!/^t[dh]$|^d[dt]$/.test(name)) continue;
    const start = tag.index + tag[0].length;
    row.push(trimmed(source, start, cells[index + 1]?.index ?? source.length, base));
  }
  yield* pairOf(row);
}

function* pairOf(row: readonly { start: number; end: number }[]): Generator<RawPair> {
  const [key, ...values] = row;
  if (key !== undefined && values.length > 0 && key.end > key.start) yield { key, values };
}

function trimmed(source: string, start: number, end: number, base: number): { start: number; end: number } {
  const text = source.slice(start, end).replace(/(?:\s|<\/?(?:td|th|tr|dt|dd|tbody|thead)\s*>)+$/i, "");
  const lead = text.length - text.trimStart().length;
  return { start: base + start + lead, end: base + start + Math.max(lead, text.length) };
}
