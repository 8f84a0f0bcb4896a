import { type ModuleTree, type Node, readTree, TreeCache, walk } from "@phasegate/code-facts/tree";
import { type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";

/** A module's text with its tree. */
export type Source = ModuleTree;

/** One replacement in a text. */
export interface Rewrite {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A module of the workspace that a context shows; `undefined` when it is absent or cannot be parsed. */
export function sourceOf({ workspace, memo }: CheckContext, path: RepoPath): Source | undefined {
  const digest = workspace.digest(path);
  if (digest === undefined) return undefined;
  const read = () => readTree(path, readText(workspace, path) ?? "");
  const answer = TreeCache.for(memo).get(path, digest, read);
  return answer.kind === "tree" ? answer : undefined;
}

/**
 * A text with some replacements, each of a place of its own.
 * @throws RangeError for replacements that overlap
 */
export function rewritten(text: string, rewrites: readonly Rewrite[]): string {
  let result = "";
  let from = 0;
  for (const { start, end, by } of [...rewrites].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < from) throw new RangeError("two replacements overlap");
    result += text.slice(from, start) + by;
    from = end;
  }
  return result + text.slice(from);
}

export function textOf(
  { text }: Source,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  return text.slice(start, end);
}

/** Nodes that may have one of the types; some have several, as functions do. */
type Of<Type, Any = Node> = Any extends { readonly type: infer Own }
  ? Type extends Own
    ? Any
    : never
  : never;

/** Every node of some types, outermost first. */
export function nodesOf<Type extends Node["type"]>(
  { program }: Source,
  ...types: readonly Type[]
): readonly Of<Type>[] {
  const found: Of<Type>[] = [];
  walk(program, (node) => {
    if (isOf(node, types)) found.push(node);
    return true;
  });
  return found;
}

function isOf<Type extends Node["type"]>(node: Node, types: readonly Type[]): node is Node & Of<Type> {
  return types.some((type) => node.type === type);
}

/** An edit of one module by its tree; nothing to replace means that the module has no such place. */
export function rewriting(
  path: RepoPath,
  none: string,
  rewrites: (source: Source, context: CheckContext) => readonly Rewrite[],
): Probe["apply"] {
  return (context) => {
    const source = sourceOf(context, path);
    if (source === undefined) throw new Error(`${path} is absent or cannot be parsed`);
    const all = rewrites(source, context);
    return all.length === 0 ? new NotApplicable(none) : { [path]: rewritten(source.text, all) };
  };
}

/** Without those that lie inside others. */
export function outermost(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  const sorted = [...rewrites].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return sorted.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}
