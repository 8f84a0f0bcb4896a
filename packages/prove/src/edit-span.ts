import type { ProofEdit } from "@phasegate/report";
import { type Edits, type RepoPath, readText, type Workspace, WorkspaceError } from "@phasegate/workspace";

const decoder = new TextDecoder();

/** Characters of a replacement that a report shows: of evidence, an edit writes a megabyte. */
const shown = 2_000;

/** What edits do to the files of a workspace, each as one replacement. */
export function editSpans(workspace: Workspace, edits: Edits): ProofEdit[] {
  return Object.entries(edits).map(([path, content]) => {
    const before = textAt(workspace, path);
    const after = typeof content === "string" ? content : content === null ? "" : decoder.decode(content);
    const change = before === undefined ? "added" : content === null ? "removed" : "changed";
    const { start, end, replacement } = difference(before ?? "", after);
    return {
      path,
      change,
      start: positionAt(before ?? "", start),
      end: positionAt(before ?? "", end),
      replacement: replacement.length > shown ? `${replacement.slice(0, shown)}…` : replacement,
    };
  });
}

/** First and last line, from 1, of what an edit wrote; of a deletion the lines around it. */
export function editedLines(before: string, after: string): readonly [first: number, last: number] {
  const { start, replacement } = difference(before, after);
  const first = positionAt(after, start).line;
  const last = positionAt(after, start + replacement.length).line;
  return replacement === "" ? [Math.max(1, first - 1), last + 1] : [first, last];
}

/** A file as text; `undefined` when it is absent or no text. */
export function textAt(workspace: Workspace, path: RepoPath): string | undefined {
  try {
    return readText(workspace, path);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}

function difference(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  // Whole words, so that a reader sees what was written.
  while (start > 0 && /\w/.test(before[start - 1] ?? "")) start -= 1;
  while (tail > 0 && /\w/.test(before[before.length - tail] ?? "")) tail -= 1;
  return { start, end: before.length - tail, replacement: after.slice(start, after.length - tail) };
}

function positionAt(text: string, offset: number) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
