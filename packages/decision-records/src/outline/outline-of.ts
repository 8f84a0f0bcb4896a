import GithubSlugger from "github-slugger";
import type { Nodes } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { span } from "../markdown/inline.ts";
import type { Outline } from "./outline.ts";

/** Headings with the anchors that GitHub gives them, anchors, links and paths of a document, in the order of the text. */
export function outlineOf(document: MarkdownDocument): Outline {
  const found = { headings: [], anchors: [], links: [], paths: [] } as Writable<Outline>;
  const definitions = new Map<string, string>();
  const nodes = [...everyNode(document.tree)];
  for (const node of nodes) if (node.type === "definition") definitions.set(node.identifier, node.url);
  const slugger = new GithubSlugger();
  for (const node of nodes) {
    const { start, end } = span(node);
    const location = () => document.lines.location(start, end);
    const link = (url: string | undefined) =>
      url !== undefined && found.links.push({ url, location: location() });
    if (node.type === "heading") {
      const text = headingText(document.text, node);
      found.headings.push({ text, slug: slugger.slug(text), depth: node.depth, location: location() });
    } else if (node.type === "link" || node.type === "image") link(node.url);
    else if (node.type === "linkReference" || node.type === "imageReference")
      link(definitions.get(node.identifier));
    else if (node.type === "html") found.anchors.push(...anchorsOf(node.value));
    else if (node.type === "inlineCode" && isPath(node.value))
      found.paths.push({ path: node.value.trim(), location: location() });
  }
  return found;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/** Every node in the order of the text, without recursion. */
function* everyNode(root: Nodes): Generator<Nodes> {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if ("children" in node) stack.push(...[...node.children].reverse());
  }
}

function anchorsOf(html: string): string[] {
  if (html.startsWith("<!--")) return [];
  return [...html.matchAll(/<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'<>\s]+)/gi)].flatMap(
    ([, id]) => id ?? [],
  );
}

function isPath(text: string): boolean {
  return /^\s*(?:\.{0,2}\/)?[\w@][\w@. -]*(?:\/[\w@. -]+)*\.(?:md|markdown|mdx)(?:#[^\s]*)?\s*$/.test(text);
}
