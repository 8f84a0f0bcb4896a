import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();

/** CommonMark with GitHub's extensions and front matter, as remark reads it. Offsets are those of `text`. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}
