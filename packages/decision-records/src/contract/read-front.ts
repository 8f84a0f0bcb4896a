import type { Declaration } from "../declare/declaration.ts";
import { parseYaml } from "../declare/yaml.ts";
import frontMatter from "../formats/front-matter.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { span } from "../markdown/inline.ts";

/** The keys before a document: `none` where it has no front matter, `broken` where that is no YAML. */
export function readFront(
  document: MarkdownDocument,
):
  | { readonly kind: "read"; readonly declarations: readonly Declaration[]; readonly end: number }
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly detail: string; readonly start: number; readonly end: number } {
  const [node] = document.tree.children;
  const type: string | undefined = node?.type;
  if (node === undefined || (type !== "yaml" && type !== "toml")) return { kind: "none" };
  const { start, end } = span(node);
  if (node.type === "yaml") {
    const { error, pairs } = parseYaml(node.value);
    if (error !== null) return { kind: "broken", detail: error.detail, start, end };
    if (pairs === null && node.value.trim() !== "") return { kind: "broken", detail: "no keys", start, end };
  }
  const declarations = frontMatter.declarations({ document, nodes: [node], beside: null });
  return { kind: "read", declarations, end };
}
