import { type FunctionNode, isClass, keyOf, memberName, type Node, type Oxc, walk } from "../ast.ts";
import { plain } from "../names/entity.ts";
import type { ModuleTree } from "../names/tree.ts";
import { classify } from "../uses/classify.ts";
import type { Analysis } from "./analysis.ts";
import { type EntryUses, entityUses } from "./callers.ts";
import { type Doubt, doubt } from "./judgement.ts";

/**
 * Calls of a method. A private one (`#m`, `private m`) is only called inside its class; another one can be called by
 * whoever holds an instance: it is an entry point unless its own class calls it, and when its name occurs elsewhere as
 * well, that stays in doubt.
 */
export function methodUses(
  analysis: Analysis,
  tree: ModuleTree,
  unit: FunctionNode,
  method: Oxc.MethodDefinition,
): EntryUses {
  const owner = method.parent?.parent;
  const name = keyOf(method);
  if (owner === null || owner === undefined || !isClass(owner) || name === undefined) {
    return { calls: [], escapes: [doubt(tree, unit, "caller-unknown")], isEntryPoint: false };
  }
  const entity = plain({ kind: "code", tree, node: owner });
  if (method.kind === "constructor") return entityUses(analysis, tree, entity, owner);
  if (method.static && method.kind === "method") {
    return entityUses(analysis, tree, plain({ kind: "code", tree, node: unit }), unit);
  }
  if (method.kind !== "method") {
    return { calls: [], escapes: [doubt(tree, unit, "caller-unknown")], isEntryPoint: false };
  }
  const calls: EntryUses["calls"][number][] = [];
  const escapes: Doubt[] = [];
  walk(owner, (node) => {
    if (node.type !== "MemberExpression" || memberName(node) !== name) return true;
    const use = classify(tree, node);
    if (use.kind === "call") calls.push({ tree, use });
    else if (use.kind === "escape") escapes.push(doubt(tree, node, "caller-unknown"));
    return true;
  });
  const isPrivate = name.startsWith("#") || method.accessibility === "private";
  if (isPrivate) return { calls, escapes, isEntryPoint: false };
  if (calls.length === 0) return { calls, escapes, isEntryPoint: true };
  if (escapes.length === 0 && isNamedElsewhere(analysis, tree, owner, name)) {
    escapes.push(doubt(tree, unit, "caller-unknown"));
  }
  return { calls, escapes, isEntryPoint: false };
}

/** Some text outside the class mentions the name, so that it may be called there through an instance. */
function isNamedElsewhere(
  { names, candidates }: Analysis,
  tree: ModuleTree,
  owner: Node,
  name: string,
): boolean {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);
  if (word.test(tree.text.slice(0, owner.start)) || word.test(tree.text.slice(owner.end))) return true;
  return candidates.some((path) => path !== tree.path && word.test(names.graph.text(path) ?? ""));
}
