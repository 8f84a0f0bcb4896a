import { type RepoPath, readText } from "@phasegate/workspace";
import { applyEdits, type JSONPath, modify, parse } from "jsonc-parser";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";

/** An edit of one file's text that finds out itself which file that is. */
export function editingAt(
  find: (context: CheckContext) => RepoPath | undefined,
  none: string,
  edit: (text: string, context: CheckContext, path: RepoPath) => string | undefined,
): Probe["apply"] {
  return (context) => {
    const path = find(context);
    const text = path === undefined ? undefined : readText(context.workspace, path);
    if (path === undefined || text === undefined) return new NotApplicable(none);
    const edited = edit(text, context, path);
    return edited === undefined || edited === text ? new NotApplicable(none) : { [path]: edited };
  };
}

/** JSON with one value set; `undefined` takes it away. Everything else stays as it is written. */
export function withJson(text: string, path: JSONPath, value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}

/** The same JSON, written otherwise: other indentation, and keys in another order where no order is kept. */
export function otherJson(text: string): string {
  return `${JSON.stringify(reversed(parse(text, [], { allowTrailingComma: true })), null, 4)}\n`;
}

function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.reverse().map(([key, one]) => [key, reversed(one)]));
}
