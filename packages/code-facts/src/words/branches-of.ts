import type { RepoPath } from "@phasegate/workspace";
import { bare, memberName, type Node, walk } from "../ast.ts";
import type { ModuleGraph } from "../names/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isLookup } from "./lookup.ts";
import { type Found, ofBytes, type WordSite } from "./of-bytes.ts";
import { staticText } from "./static-text.ts";
import { type BranchQuery, named, type Term, type Vocabulary, vocabularyOf } from "./vocabulary.ts";

export type { BranchQuery };

/** How code decides by something: it tests it, compares it with a known value, or looks something up by it. */
export const branchPositions = ["tested", "compared", "looked-up"] as const;
export type BranchPosition = (typeof branchPositions)[number];
export type BranchSite = WordSite<BranchPosition>;

type FoundBranch = Found<BranchPosition>;

/** Bumped whenever the same bytes would say something else. */
const version = 2;

/**
 * Places at which a module decides by a term, or by one of its values. A name is the term's when it is the term (`channel`), or
 * holds it with one of its values (`isChannelA`, `CHANNEL_B`); a name that only ends with it (`commandChannel`) is when it is
 * compared with one of the values. Constants and destructured names are followed within the module.
 */
export function branchesOf(graph: ModuleGraph, path: RepoPath, query: BranchQuery): readonly BranchSite[] {
  const values = [...query.values].sort().join(",");
  return ofBytes<BranchPosition>(graph, path, {
    space: `code-facts/branches/${version}/${query.term}/${values}`,
    words: [query.term],
    inParts: false,
    read: (tree) => sitesIn(tree, vocabularyOf(query)),
  });
}

function sitesIn(tree: ModuleTree, words: Vocabulary): readonly FoundBranch[] {
  const sites: FoundBranch[] = [];
  walk(tree.program, (node) => {
    const site = comparison(tree, node, words) ?? matching(tree, node, words) ?? decision(tree, node, words);
    if (site !== undefined) sites.push(site);
    return true;
  });
  return sites;
}

/** `x.channel === "A"`, `case "channel-a":`, whatever stands on the other side of a value that says the term too. */
function comparison(tree: ModuleTree, node: Node, words: Vocabulary): FoundBranch | undefined {
  for (const [one, other] of compared(tree, node)) {
    const text = staticText(tree, one);
    const value = text === undefined ? undefined : words.valueKind(text);
    if (value === undefined) continue;
    const term = termOf(tree, core(other), words);
    if (value === "whole" || term !== undefined)
      return { name: term?.name ?? text ?? "", position: "compared", node };
  }
  return undefined;
}

/** `/^A$/.test(x.channel)`, `x.channel.match(/^A$/)`: a pattern of nothing but values. */
function matching(tree: ModuleTree, node: Node, words: Vocabulary): FoundBranch | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);
  const [first] = node.arguments;
  if (callee.type !== "MemberExpression" || first === undefined) return undefined;
  const method = memberName(callee) ?? "";
  const [pattern, text] = /^(test|exec)$/.test(method)
    ? [callee.object, first]
    : /^(match|matchAll|search)$/.test(method)
      ? [first, callee.object]
      : [];
  if (pattern === undefined || text === undefined || !isPatternOfValues(tree, pattern, words))
    return undefined;
  const term = termOf(tree, core(text), words);
  return term && { name: term.name, position: "compared", node };
}

function isPatternOfValues(tree: ModuleTree, pattern: Node, words: Vocabulary): boolean {
  const node = constantOf(tree, bare(pattern));
  if (node.type !== "Literal" || !("regex" in node)) return false;
  const named = node.regex.pattern.replaceAll(/\\./g, " ").match(/[A-Za-z0-9]+/g) ?? [];
  return named.length > 0 && named.every((one) => words.valueKind(one) !== undefined);
}

/** What a constant of the module was declared with, or the expression itself. */
function constantOf(tree: ModuleTree, node: Node): Node {
  const declarator =
    node.type === "Identifier" ? tree.scopes.references.get(node)?.variable?.definitions[0]?.node : undefined;
  return declarator?.type === "VariableDeclarator" && declarator.init !== null ? bare(declarator.init) : node;
}

function compared(tree: ModuleTree, node: Node): readonly (readonly [Node, Node])[] {
  if (node.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator)) {
    const { left, right } = node;
    return [
      [left, right],
      [right, left],
    ];
  }
  if (node.type === "SwitchCase" && node.test !== null && node.parent?.type === "SwitchStatement")
    return [[node.test, node.parent.discriminant]];
  if (node.type !== "CallExpression") return [];
  const callee = bare(node.callee);
  if (
    callee.type !== "MemberExpression" ||
    !/^(includes|startsWith|endsWith|is|equals|localeCompare)$/.test(memberName(callee) ?? "")
  )
    return [];
  const [first] = node.arguments;
  return first === undefined ? [] : [[first, callee.object], ...listed(tree, callee.object, first)];
}

/** `["A", "B"].includes(x)` compares x with each. */
function listed(tree: ModuleTree, list: Node, item: Node): readonly (readonly [Node, Node])[] {
  const array = constantOf(tree, bare(list));
  if (array.type !== "ArrayExpression") return [];
  return array.elements.flatMap((one): readonly (readonly [Node, Node])[] =>
    one === null || one.type === "SpreadElement" ? [] : [[one, item]],
  );
}

/** The term itself decides: it is tested, chooses a case, or is what something is looked up by. */
function decision(tree: ModuleTree, node: Node, words: Vocabulary): FoundBranch | undefined {
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return undefined;
  if (node.type === "Identifier" && !tree.scopes.references.has(node)) return undefined;
  if (node.type === "Identifier" && tree.scopes.references.get(node)?.typeOnly === true) return undefined;
  const term = termOf(tree, node, words);
  if (term?.kind !== "whole") return undefined;
  const position = decides(tree, node, term.saysWhich);
  return position === undefined ? undefined : { name: term.name, position, node };
}

function decides(tree: ModuleTree, node: Node, saysWhich: boolean): BranchPosition | undefined {
  let part = node;
  for (
    let parent = part.parent;
    parent !== null && parent !== undefined;
    part = parent, parent = part.parent
  ) {
    switch (parent.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "ChainExpression":
        continue;
      case "UnaryExpression":
        if (parent.operator !== "!") return undefined;
        continue;
      case "MemberExpression":
        if (parent.object !== part) return parent.computed ? "looked-up" : undefined;
        if (isTextMethod(parent)) continue;
        return undefined;
      case "CallExpression":
        if (parent.callee === part) continue;
        return isLookup(parent.callee) ? "looked-up" : undefined;
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
      case "ConditionalExpression":
        return parent.test === part ? "tested" : undefined;
      case "SwitchStatement":
        return parent.discriminant === part && !parent.cases.some(({ test }) => isKnown(tree, test))
          ? "tested"
          : undefined;
      case "LogicalExpression":
        if (parent.operator === "??") return undefined;
        return "tested";
      case "BinaryExpression": {
        const other = parent.left === part ? parent.right : parent.left;
        if (!/^[!=]==?$/.test(parent.operator) || isKnown(tree, other)) return undefined;
        // Whether there is one at all says nothing of which one it is, unless the name itself says that.
        return isNothing(tree, other) && !saysWhich ? undefined : "tested";
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

function isNothing(tree: ModuleTree, node: Node): boolean {
  const other = bare(node);
  if (other.type === "UnaryExpression") return other.operator === "void";
  return other.type === "Identifier" && other.name === "undefined" && !tree.scopes.topLevel.has("undefined");
}

/** What stands there is a value that can be told, so that comparing with it says which one is meant. */
function isKnown(tree: ModuleTree, node: Node | null): boolean {
  return node !== null && (bare(node).type === "Literal" || staticText(tree, node) !== undefined);
}

function isTextMethod(node: Extract<Node, { type: "MemberExpression" }>): boolean {
  return /^(toLowerCase|toUpperCase|trim|toString|valueOf|at|charAt|slice)$/.test(memberName(node) ?? "");
}

/** Without what only rewrites a text: `String(x).trim().toLowerCase()` is x. */
function core(expression: Node): Node {
  let node = bare(expression);
  while (node.type === "CallExpression") {
    const callee = bare(node.callee);
    const [first] = node.arguments;
    if (callee.type === "MemberExpression" && isTextMethod(callee)) node = bare(callee.object);
    else if (callee.type === "Identifier" && callee.name === "String" && first !== undefined)
      node = bare(first);
    else return node;
  }
  return node;
}

const maxDepth = 16;

function termOf(tree: ModuleTree, expression: Node, words: Vocabulary, depth = 0): Term | undefined {
  const node = core(expression);
  if (depth > maxDepth) return undefined;
  if (node.type === "MemberExpression")
    return named(memberName(node) ?? (node.computed ? staticText(tree, node.property) : undefined), words);
  if (node.type !== "Identifier") return undefined;
  const own = named(node.name, words);
  if (own !== undefined) return own;
  const definition = tree.scopes.references.get(node)?.variable?.definitions[0];
  if (definition === undefined) return undefined;
  const { name, node: declarator } = definition;
  const key = name.parent?.type === "AssignmentPattern" ? name.parent.parent : name.parent;
  if (key?.type === "Property" && key.parent?.type === "ObjectPattern")
    return named(
      key.key.type === "Identifier" && !key.computed ? key.key.name : staticText(tree, key.key),
      words,
    );
  if (declarator.type !== "VariableDeclarator" || declarator.id !== name || declarator.init === null)
    return undefined;
  return termOf(tree, declarator.init, words, depth + 1);
}
