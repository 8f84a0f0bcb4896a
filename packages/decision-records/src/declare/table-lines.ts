import type { Table } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines, type Segment, toLine } from "../markdown/inline.ts";

/** The cells of a table's rows, each as a line that starts with the head of its column: `Owner: ana`. */
export function tableLines(document: MarkdownDocument, table: Table): InlineLine[] {
  const [head, ...rows] = table.children.map((row) =>
    row.children.map((cell) => inlineLines(document.text, cell.children)),
  );
  return rows.flatMap((row) =>
    row.flatMap(([first, ...more], column) => {
      if (first === undefined) return [];
      const label = (head?.[column] ?? []).map(({ text }) => text).join(" ");
      return [labelled(label, first), ...more];
    }),
  );
}

function labelled(label: string, line: InlineLine): InlineLine {
  const [first] = line.segments;
  if (label.trim() === "" || first === undefined) return line;
  const at = first.outerStart;
  const plain = { strong: false, emphasis: false, code: false, struck: false, url: null };
  const segment: Segment = {
    ...plain,
    text: `${label.trim()}: `,
    start: at,
    end: at,
    outerStart: at,
    outerEnd: at,
  };
  return toLine([segment, ...line.segments]);
}
