import type { Root } from "mdast";
import { type MdastNode, markdownToMdast } from "satteri";
import { type Parser, unified } from "unified";

const parser: Parser<Root> = (text) =>
  rootOf(markdownToMdast(text, { features: { gfm: true, frontmatter: true } }));

const processor = unified()
  .use(function useFastParser() {
    this.parser = parser;
  })
  .freeze();

/**
 * CommonMark with GitHub's extensions and front matter. A parser in Rust that stands in for remark-parse, which judges
 * it (`judge.ts`): the benchmark compares trees and records on whole corpora, a test on every fixture.
 */
export function parseMarkdown(text: string): Root {
  const tree = processor.parse(text);
  if (tree.type !== "root") throw new TypeError(`expected a root node, got ${tree.type}`);
  return tree as Root;
}

function rootOf(node: MdastNode): Root {
  if (node.type !== "root") throw new TypeError(`expected a root node, got ${node.type}`);
  return node as Root;
}
