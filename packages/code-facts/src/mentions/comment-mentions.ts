import type { Comment } from "oxc-parser";
import type { Mention } from "./mention.ts";

/** `/// <reference path="…" />` and `types="…"`, which count above the first statement only. */
export function referenceMentions(text: string, comments: readonly Comment[]): readonly Mention[] {
  const found: Mention[] = [];
  let end = text.startsWith("#!") ? text.indexOf("\n") : 0;
  for (const comment of comments) {
    if (
      text
        .slice(end, comment.start)
        .replace(/^\uFEFF/, "")
        .trim() !== ""
    )
      break;
    end = comment.end;
    const [, what, , named] =
      /^\/\s*<reference\s[^>]*?\b(path|types)\s*=\s*(["'])(.+?)\2/i.exec(comment.value) ?? [];
    if (comment.type !== "Line" || named === undefined) continue;
    const isFile = what?.toLowerCase() === "path" && !named.startsWith(".");
    found.push({ kind: "type", text: isFile ? `./${named}` : named, computed: false, offset: comment.start });
  }
  return found;
}

/** Types that JSDoc imports: `@import { A } from "x"` and `import("x")` in braces. They mean something in JavaScript only. */
export function docMentions(comments: readonly Comment[]): readonly Mention[] {
  return comments.flatMap(({ type, value, start }) => {
    if (type !== "Block" || !value.startsWith("*")) return [];
    const declared = [...value.matchAll(/@import\s[^"'@]*?\bfrom\s*["']([^"'\n]+)["']/g)];
    const typed = [...value.matchAll(/\bimport\(\s*["']([^"'\n]+)["']/g)];
    const inBraces = typed.filter(({ index }) => isInBraces(value, index));
    return [...declared, ...inBraces].map(
      (match): Mention => ({
        kind: "type",
        text: match[1] ?? "",
        computed: false,
        offset: start + 2 + match.index,
      }),
    );
  });
}

/** Whether a brace of the same tag is open there. */
function isInBraces(value: string, place: number): boolean {
  let open = 0;
  const before = value.slice(0, place).replace(/^[\s\S]*\n[ \t]*\*?[ \t]*(?=@)/, "");
  for (const character of before) {
    if (character === "{") open += 1;
    else if (character === "}") open = Math.max(0, open - 1);
  }
  return open > 0;
}

/** The code of a text; what ends a line still does. */
export function withoutComments(text: string, comments: readonly Comment[]): string {
  let code = "";
  let end = 0;
  for (const comment of comments) {
    code += text.slice(end, comment.start);
    code += /[\n\r\u2028\u2029]/.test(comment.value) ? "\n" : " ";
    end = comment.end;
  }
  return code + text.slice(end);
}
