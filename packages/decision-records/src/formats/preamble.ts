import { rawDeclaration, rawPairs } from "../declare/raw-pair.ts";
import type { RecordFormat } from "../format.ts";
import { headerBlocks } from "../markdown/header.ts";
import { span } from "../markdown/inline.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** A block of `Key: value` lines before the prose, in a code fence, indented, or in `<pre>`, as in BIP, CAP and PEP. */
const preamble: RecordFormat = {
  kind: "record",
  name: "preamble",
  declarations: (scope) =>
    headerBlocks(scope)
      .filter((node) => node.type === "code" || (node.type === "html" && /^<pre\b/i.test(node.value)))
      .slice(0, 1)
      .flatMap((node) => {
        const { start, end } = span(node);
        const pairs = rawPairs(inside(scope.document.text.slice(start, end)), start);
        const found = pairs.map((pair) => rawDeclaration(scope.document, pair));
        const keys = new Set(found.map(({ written }) => roleOf(written)));
        return keys.has("status") && keys.size > 1 ? found : [];
      }),
};

export default preamble;

/** Fence lines and tags blanked, so that offsets stay. */
function inside(block: string): string {
  return block.replace(/^[ \t]*(?:`{3,}|~{3,})[^\n]*|<\/?pre[^>]*>/gim, (mark) => " ".repeat(mark.length));
}
