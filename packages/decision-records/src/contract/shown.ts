import type { RootContent } from "mdast";

const opening = /<(template)\b[^>]*>|<([a-z][\w-]*)\b[^>]*?(?:\shidden\b|display\s*:\s*none)[^>]*>/i;

/** The blocks of a document that a reader meets: not those between tags that hide them. */
export function shownBlocks(blocks: readonly RootContent[]): readonly RootContent[] {
  let hiding: string | undefined;
  return blocks.filter((block) => {
    if (block.type !== "html") return hiding === undefined;
    if (hiding !== undefined) {
      if (block.value.toLowerCase().includes(`</${hiding}`)) hiding = undefined;
      return false;
    }
    const tag = block.value.startsWith("<!--") ? null : opening.exec(block.value);
    const name = (tag?.[1] ?? tag?.[2])?.toLowerCase();
    if (name !== undefined && !block.value.toLowerCase().includes(`</${name}`)) hiding = name;
    return true;
  });
}
