import type { RootContent } from "mdast";
import { tidy } from "../declare/declaration.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { inlineLines, span } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import type { SectionContract } from "./contract.ts";
import { sameName } from "./raw-rows.ts";
import type { SectionReading } from "./reading.ts";
import { shownBlocks } from "./shown.ts";

export interface FoundSection {
  readonly blocks: readonly RootContent[];
  readonly level: number;
  readonly location: SectionReading["location"];
  readonly whole: SectionReading["whole"];
  /** Index of its heading among the blocks that are shown. */
  readonly at: number;
}

/** The sections whose heading is one of the contract's. Headings in quotes, lists, comments and code are none. */
export function sectionsNamed(document: MarkdownDocument, section: SectionContract): FoundSection[] {
  const children = shownBlocks(document.tree.children);
  return children.flatMap((node, at) => {
    if (node.type !== "heading") return [];
    const written = tidy(
      inlineLines(document.text, node.children)
        .map((line) => withoutStruck(line).text)
        .join(" ")
        .replace(/<[^<>]*>/g, ""),
    );
    if (!isNamed(section, written) || headingText(document.text, node) === "") return [];
    const next = children.findIndex(
      (later, index) => index > at && later.type === "heading" && later.depth <= node.depth,
    );
    const blocks = children.slice(at + 1, next < 0 ? children.length : next);
    const { start, end } = span(node);
    const after = children[next];
    const last = after === undefined ? document.text.length : span(after).start;
    const location = document.lines.location(start, end);
    return [{ blocks, level: node.depth, location, whole: document.lines.location(start, last), at }];
  });
}

function isNamed({ names, pattern }: SectionContract, written: string): boolean {
  if (names.some((name) => sameName(name, written))) return true;
  return pattern !== undefined && new RegExp(`^(?:${pattern})$`, "iu").test(written);
}
