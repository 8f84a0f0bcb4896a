import type { RepoPath } from "@phasegate/workspace";
import { bare, keyOf, memberName, type Node, type Oxc, walk } from "../ast.ts";
import type { ModuleGraph } from "../names/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable } from "../names/variable.ts";
import { type Found, ofBytes, type WordSite } from "./of-bytes.ts";

export type LooseSite = WordSite<"loose">;

export interface LooseQuery {
  /** A schema is one of the thing when it stands at one of these properties … */
  readonly naming: readonly string[];
  /** … or names all properties of one of these. */
  readonly shapes: readonly (readonly string[])[];
}

type FoundLoose = Found<"loose">;

/** Bumped whenever the same bytes would say something else. */
const version = 1;

/**
 * Schemas of zod that keep properties which they do not name: `looseObject`, `passthrough`, `loose`, `catchall`, and, where
 * one stands for the whole thing, `record`, `any`, `unknown`. What a strip drops and what is strict afterwards is none.
 */
export function looseSchemasOf(graph: ModuleGraph, path: RepoPath, query: LooseQuery): readonly LooseSite[] {
  const asked = [...query.naming, "|", ...query.shapes.map((one) => [...one].sort().join("+")).sort()];
  return ofBytes<"loose">(graph, path, {
    space: `code-facts/loose/${version}/${asked.join(",")}`,
    words: ["looseObject", "passthrough", "loose", "catchall", "record", "any", "unknown"],
    inParts: false,
    read: (tree) => sitesIn(tree, query),
  });
}

function sitesIn(tree: ModuleTree, { naming, shapes }: LooseQuery): readonly FoundLoose[] {
  if (!importsZod(tree)) return [];
  const sites = new Map<Node, FoundLoose>();
  const add = (name: string, node: Node | undefined) => {
    if (node !== undefined) sites.set(node, { name, position: "loose", node });
  };
  walk(tree.program, (node) => {
    if (node.type === "Property" && node.parent?.type === "ObjectExpression") {
      const key = keyOf(node);
      if (key !== undefined && naming.includes(key)) add(key, loosenessOf(tree, node.value, true));
    }
    if (node.type === "CallExpression" && !isPartOfChain(node)) {
      const keys = keysOfSchema(tree, node, 0);
      const shape = shapes.find((one) => one.length > 0 && one.every((key) => keys.has(key)));
      if (shape !== undefined) add(shape.join(", "), loosenessOf(tree, node, false));
    }
    return true;
  });
  return [...sites.values()];
}

function importsZod(tree: ModuleTree): boolean {
  return tree.program.body.some(
    (one) => one.type === "ImportDeclaration" && /^zod(?:\/|$)/.test(one.source.value),
  );
}

/** What is called further is judged by the last call. */
function isPartOfChain({ parent }: Oxc.CallExpression): boolean {
  return parent?.type === "MemberExpression" && parent.parent?.type === "CallExpression";
}

const maxDepth = 16;
const closing: ReadonlySet<string> = new Set(["strict", "strip", "strictObject", "object"]);
const opening: ReadonlySet<string> = new Set(["looseObject", "passthrough", "loose", "catchall"]);
const anything: ReadonlySet<string> = new Set(["record", "any", "unknown"]);
const joining: ReadonlySet<string> = new Set(["and", "or", "intersection", "union", "discriminatedUnion"]);

/** The call that lets other properties through. */
function loosenessOf(tree: ModuleTree, expression: Node, isWhole: boolean, depth = 0): Node | undefined {
  if (depth > maxDepth) return undefined;
  const node = declared(tree, expression);
  const inner = (part: Node) => loosenessOf(tree, part, isWhole, depth + 1);
  if (node.type === "ArrayExpression") return firstOf(node.elements, inner);
  const call = callOf(node);
  if (call === undefined) return undefined;
  const { name, node: at, on } = call;
  if (opening.has(name)) return isNever(at.arguments[0]) ? undefined : at;
  if (closing.has(name)) return undefined;
  if (isWhole && anything.has(name)) return at;
  const parts = joining.has(name) ? firstOf(at.arguments, inner) : undefined;
  return parts ?? (on === undefined ? undefined : inner(on));
}

function firstOf(nodes: readonly (Node | null)[], inner: (part: Node) => Node | undefined): Node | undefined {
  for (const one of nodes) {
    const found = one === null ? undefined : inner(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `.catchall(z.never())` closes. */
function isNever(node: Node | undefined): boolean {
  return node !== undefined && callOf(bare(node))?.name === "never";
}

/** Properties that a schema's own objects name, along the chain that makes it. */
function keysOfSchema(tree: ModuleTree, expression: Node, depth: number): ReadonlySet<string> {
  const node = declared(tree, expression);
  if (depth > maxDepth) return new Set();
  if (node.type === "ObjectExpression")
    return new Set(
      node.properties.flatMap((one) =>
        one.type === "Property" ? (keyOf(one) ?? []) : [...keysOfSchema(tree, one.argument, depth + 1)],
      ),
    );
  const call = callOf(node);
  if (call === undefined) return new Set();
  const shapes = /^(looseObject|strictObject|object|extend|safeExtend|merge|and|intersection)$/.test(
    call.name,
  )
    ? call.node.arguments
    : [];
  const parts = call.on === undefined ? shapes : [...shapes, call.on];
  return new Set(parts.flatMap((one) => [...keysOfSchema(tree, one, depth + 1)]));
}

interface Call {
  readonly name: string;
  readonly node: Oxc.CallExpression;
  /** What the method is called on. */
  readonly on: Node | undefined;
}

function callOf(node: Node): Call | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);
  if (callee.type === "Identifier") return { name: callee.name, node, on: undefined };
  const name = callee.type === "MemberExpression" ? memberName(callee) : undefined;
  return name === undefined || callee.type !== "MemberExpression"
    ? undefined
    : { name, node, on: callee.object };
}

/** What a constant of the module was declared with, or the expression itself. */
function declared(tree: ModuleTree, expression: Node): Node {
  let node = bare(expression);
  for (let depth = 0; depth < maxDepth && node.type === "Identifier"; depth += 1) {
    const variable = tree.scopes.references.get(node)?.variable;
    const declarator = variable && isStable(variable) ? variable.definitions[0]?.node : undefined;
    if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return node;
    if (declarator.id.type !== "Identifier") return node;
    node = bare(declarator.init);
  }
  return node;
}
