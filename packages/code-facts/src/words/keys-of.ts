import type { RepoPath } from "@phasegate/workspace";
import { bare, type Node, walk } from "../ast.ts";
import type { ModuleGraph } from "../names/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { keysInTables } from "./key-tables.ts";
import { keysInTypes } from "./key-types.ts";
import { isLookup } from "./lookup.ts";
import { type Found, ofBytes, type WordSite } from "./of-bytes.ts";
import { possibleTexts } from "./possible-texts.ts";

/** How a module names a property: it makes one, declares one in a type or class, reads one, or spells one in a text. */
export const keyPositions = ["made", "declared", "read", "text"] as const;
export type KeyPosition = (typeof keyPositions)[number];
export type KeySite = WordSite<KeyPosition>;

export interface KeysQuery {
  readonly keys: readonly string[];
  /** Also where a key is put together from texts, which costs the tree of every module that puts texts together. */
  readonly inParts: boolean;
}

type FoundKey = Found<KeyPosition>;

/** Bumped whenever the same bytes would say something else. */
const version = 2;

/**
 * Places at which a module names one of some properties. A word in a comment, in prose, as the name of a variable, or as a
 * value is none. Empty for a module that is absent or cannot be parsed.
 */
export function keysOf(graph: ModuleGraph, path: RepoPath, { keys, inParts }: KeysQuery): readonly KeySite[] {
  const wanted = new Set(keys);
  return ofBytes<KeyPosition>(graph, path, {
    space: `code-facts/keys/${version}/${inParts ? "parts" : "whole"}/${[...wanted].sort().join(",")}`,
    words: keys,
    inParts,
    read: (tree) => sitesIn(tree, wanted),
  });
}

function sitesIn(tree: ModuleTree, keys: ReadonlySet<string>): readonly FoundKey[] {
  const sites: FoundKey[] = [];
  walk(tree.program, (node) => {
    for (const site of [...propertiesOf(tree, node), ...keysInTypes(tree, node), ...textsIn(node)]) {
      if (keys.has(site.name)) sites.push(site);
    }
    return true;
  });
  return sites;
}

function propertiesOf(tree: ModuleTree, node: Node): readonly FoundKey[] {
  switch (node.type) {
    case "Property":
      return keyed(tree, node, node.parent?.type === "ObjectPattern" ? "read" : "made");
    case "MemberExpression":
      return keyed(tree, { computed: node.computed, key: node.property }, "read");
    case "PropertyDefinition":
    case "MethodDefinition":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractMethodDefinition":
    case "TSAbstractAccessorProperty":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return keyed(tree, node, "declared");
    case "TSParameterProperty": {
      const { parameter } = node;
      const key = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
      return keyed(tree, { computed: false, key }, "declared");
    }
    case "BinaryExpression":
      return node.operator === "in" ? spelled(tree, node.left, "read") : [];
    case "CallExpression":
      return [
        ...(isLookup(node.callee) ? node.arguments.flatMap((one) => spelled(tree, one, "text")) : []),
        ...keysInTables(tree, node),
      ];
    default:
      return [];
  }
}

interface Keyed {
  readonly computed: boolean;
  readonly key: Node;
}

function keyed(tree: ModuleTree, { computed, key }: Keyed, position: KeyPosition): readonly FoundKey[] {
  if (computed) return spelled(tree, key, position);
  if (key.type === "Identifier") return [{ name: key.name, position, node: key }];
  return key.type === "Literal" ? [{ name: String(key.value), position, node: key }] : [];
}

function spelled(tree: ModuleTree, node: Node, position: KeyPosition): readonly FoundKey[] {
  return possibleTexts(tree, node).map((name) => ({ name, position, node: bare(node) }));
}

/** Text that holds the beginning of a property as JSON writes it: what a template of a manifest says. */
function textsIn(node: Node): readonly FoundKey[] {
  const text =
    node.type === "TemplateElement"
      ? (node.value.cooked ?? node.value.raw)
      : node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : "";
  return [...text.matchAll(/(?:^|[{,\s])(["'])([^"'\\]+)\1\s*:/g)].map((match) => ({
    name: match[2] ?? "",
    position: "text",
    node,
  }));
}
