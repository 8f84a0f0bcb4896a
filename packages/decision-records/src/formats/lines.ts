import type { Paragraph, RootContent } from "mdast";
import { type Declaration, normaliseKey } from "../declare/declaration.ts";
import { lineDeclarations } from "../declare/line.ts";
import type { RecordFormat } from "../format.ts";
import type { MarkdownDocument, Scope } from "../markdown/document.ts";
import { headerBlocks } from "../markdown/header.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { extent } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** Lines of text before the prose: `**Status:** accepted`, `Status: accepted`, also in a quote, also several a line. */
const lines: RecordFormat = { kind: "record", name: "lines", declarations };

export default lines;

function declarations(scope: Scope): Declaration[] {
  const paragraphs = headerBlocks(scope).flatMap(paragraphsOf);
  const texts = paragraphs.map((paragraph) => inlineLines(scope.document.text, paragraph.children));
  const flat = texts.flat();
  return flat.flatMap((line, index) => {
    const label = labelLine(scope.document, line, flat[index + 1]);
    return label === null ? lineDeclarations(scope.document, line) : [label];
  });
}

function paragraphsOf(block: RootContent): Paragraph[] {
  if (block.type === "paragraph") return [block];
  return block.type === "blockquote" ? block.children.filter((inner) => inner.type === "paragraph") : [];
}

/** A bold key alone on its line (`**Status**`), with the value on the next. */
function labelLine(
  document: MarkdownDocument,
  line: InlineLine,
  next: InlineLine | undefined,
): Declaration | null {
  if (next === undefined || !line.segments.every((segment) => segment.strong)) return null;
  const written = line.text.replace(/\s*[:：]\s*$/, "").trim();
  const role = roleOf(written);
  if (role !== "status" && role !== "date" && role !== "supersededBy" && role !== "supersedes") return null;
  const start = extent(line);
  const end = extent(next);
  if (start === null || end === null) return null;
  const location = document.lines.location(start.start, end.end);
  return { document, key: normaliseKey(written), written, lines: [next], location };
}
