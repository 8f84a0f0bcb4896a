import type { RepoPath } from "@phasegate/workspace";
import type { Probe } from "../check.ts";
import { editing } from "./edits.ts";

/** Lines outside of fenced code, changed one by one. */
function lines(text: string, change: (line: string) => string): string {
  let fence = "";
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark !== undefined) fence = fence === "" ? mark : mark.startsWith(fence) ? "" : fence;
      return mark !== undefined || fence !== "" ? line : change(line);
    })
    .join("");
}

/** Sections of the second level in reverse order. */
function reordered(text: string): string {
  const [head = "", ...sections] = text.split(/^(?=## )/m);
  return [head, ...sections.reverse().map((section) => `${section.trimEnd()}\n\n`)].join("");
}

/** Ways to write the same Markdown: headings, tables, blank lines, the order of sections. */
export function sameDocumentEdits(path: RepoPath, isOrdered: boolean): readonly Probe[] {
  const forms: readonly (readonly [string, (text: string) => string])[] = [
    [
      "headings underlined",
      (text) =>
        lines(text, (line) =>
          line.replace(/^(##?) (\S.*?)[ #]*(\r?\n)/, (_, mark: string, title: string, end: string) => {
            return `${title}${end}${mark === "#" ? "===" : "---"}${end}`;
          }),
        ),
    ],
    [
      "headings closed with marks",
      (text) => lines(text, (line) => line.replace(/^(#+) (\S.*?)(\r?\n)/, "$1 $2 $1$3")),
    ],
    [
      "headings in bold",
      (text) => lines(text, (line) => line.replace(/^(#+) ([^`*_\r\n]+?)[ #]*(\r?\n)/, "$1 **$2**$3")),
    ],
    [
      "tables aligned",
      (text) =>
        lines(text, (line) =>
          /^\|[ :|-]+\|\s*$/.test(line) ? line.replaceAll(/-+/g, ":---:").replaceAll("::", ":") : line,
        ),
    ],
    [
      "cells padded",
      (text) => lines(text, (line) => (/^\|.*\|\s*$/.test(line) ? line.replaceAll(" | ", "   |   ") : line)),
    ],
    ["more blank lines", (text) => lines(text, (line) => line.replace(/^(\r?\n)$/, "$1$1"))],
    ["a blank before headings", (text) => lines(text, (line) => line.replace(/^(#+ )/, " $1"))],
  ];
  return [...forms, ...(isOrdered ? [] : [["sections in another order", reordered] as const])].map(
    ([name, edit]) => ({ name: `${path}: ${name}`, apply: editing(path, edit) }),
  );
}
