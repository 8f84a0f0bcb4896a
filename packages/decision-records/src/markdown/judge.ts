import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();

/**
 * CommonMark with GitHub's extensions and front matter as remark reads it: what `parseMarkdown` is held against. Slow,
 * and without bounds: for tests and benchmarks, not for files that anybody may have written.
 */
export function judgeMarkdown(text: string): Root {
  return processor.parse(text);
}

export { parseMarkdown } from "./parse.ts";
