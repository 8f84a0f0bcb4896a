import type { Location } from "../model/location.ts";
import type { LineIndex } from "./lines.ts";

/** Where git left two versions of a text for somebody to choose from; examples in fenced code are none. */
export function conflictIn(text: string, lines: LineIndex): Location | null {
  if (!text.includes("<<<<<<< ")) return null;
  let fence = "";
  let start: number | null = null;
  let isDivided = false;
  for (const match of text.matchAll(/^(<{7} |={7}(?=\r?$)|>{7} | {0,3}(`{3,}|~{3,})).*$/gm)) {
    const mark = match[2];
    if (mark !== undefined) fence = fence === "" ? mark : mark.startsWith(fence) ? "" : fence;
    else if (fence !== "") continue;
    else if (match[0].startsWith("<")) [start, isDivided] = [match.index, false];
    else if (match[0].startsWith("=")) isDivided = start !== null;
    else if (start !== null && isDivided) return lines.location(start, match.index + match[0].length);
  }
  return null;
}
