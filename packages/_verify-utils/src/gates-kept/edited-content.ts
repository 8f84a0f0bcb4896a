import type { EditedContent } from "@phasegate/report";
import { type Edits, readText, type Workspace } from "@phasegate/workspace";

/** Edits for another process that sees the same content: only what differs in a text is told. */
export function toContents(edits: Edits, workspace: Workspace): Record<string, EditedContent> {
  return Object.fromEntries(
    Object.entries(edits).map(([path, content]) => [path, toContent(path, content, workspace)]),
  );
}

function toContent(path: string, content: Edits[string] | undefined, workspace: Workspace): EditedContent {
  if (content === null || content === undefined) return null;
  if (typeof content !== "string") return { base64: Buffer.from(content).toString("base64") };
  const before = workspace.entry(path) === "file" ? (readText(workspace, path) ?? "") : "";
  const most = Math.min(before.length, content.length);
  let start = 0;
  while (start < most && before[start] === content[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === content.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, text: content.slice(start, content.length - tail) };
}

/** The edits again. */
export function toEdits(contents: Readonly<Record<string, EditedContent>>, workspace: Workspace): Edits {
  return Object.fromEntries(
    Object.entries(contents).map(([path, content]) => [path, toEdit(path, content, workspace)]),
  );
}

function toEdit(path: string, content: EditedContent, workspace: Workspace): string | Uint8Array | null {
  if (content === null) return null;
  if ("base64" in content) return Buffer.from(content.base64, "base64");
  const before = workspace.entry(path) === "file" ? (readText(workspace, path) ?? "") : "";
  return before.slice(0, content.start) + content.text + before.slice(content.end);
}
