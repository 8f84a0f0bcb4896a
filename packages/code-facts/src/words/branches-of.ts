import type { RepoPath } from "@phasegate/workspace";
import { bare, memberName, type Node, walk } from "../ast.ts";
import type { ModuleGraph } from "../names/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isLookup } from "./lookup.ts";
import { type Found, ofBytes, type WordSite } from "./of-bytes.ts";
import { staticText } from "./static-text.ts";

/** How code decides by something: it tests it, compares it with a known value, or looks something up by it. */
export const branchPositions = ["tested", "compared", "looked-up"] as const;
export type BranchPosition = (typeof branchPositions)[number];
export type BranchSite = WordSite<BranchPosition>;

export interface BranchQuery {
  /** What must not decide, as one word: `channel`. */
  readonly term: string;
  /** The values that it has: `A`, `B`. */
  readonly values: readonly string[];
}

type FoundBranch = Found<BranchPosition>;

/** Bumped whenever the same bytes would say something else. */
const version = 1;

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

interface Vocabulary {
  /** `whole`: the term, or with one of its values; `part`: a name that ends with it. */
  readonly kindOf: (name: string) => "whole" | "part" | undefined;
  /** A text that is a value of the term; `whole`: one that says the term too. */
  readonly valueKind: (text: string) => "whole" | "part" | undefined;
}

function vocabularyOf({ term, values }: BranchQuery): Vocabulary {
  const wanted = term.toLowerCase();
  const known = new Set(values.map((value) => value.toLowerCase()));
  const kind = (words: readonly string[]): "whole" | "part" | undefined => {
    const at = words.indexOf(wanted);
    if (at < 0) return undefined;
    if (words.length === 1 || known.has(words[at + 1] ?? "")) return "whole";
    return at === words.length - 1 ? "part" : undefined;
  };
  return {
    kindOf: (name) => kind(wordsOf(name)),
    valueKind: (text) => {
      if (known.has(text.trim().toLowerCase())) return "part";
      const words = wordsOf(text);
      return words.length === 2 && words[0] === wanted && known.has(words[1] ?? "") ? "whole" : undefined;
    },
  };
}

/** `isChannelA`, `CHANNEL_A` and `channel-a` are words. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

function sitesIn(tree: ModuleTree, words: Vocabulary): readonly FoundBranch[] {
  const sites: FoundBranch[] = [];
  walk(tree.program, (node) => {
    const site = comparison(tree, node, words) ?? decision(tree, node, words);
    if (site !== undefined) sites.push(site);
    return true;
  });
  return sites;
}

/** `x.channel === "A"`, `case "channel-a":`, whatever stands on the other side of a value that says the term too. */
function comparison(tree: ModuleTree, node: Node, words: Vocabulary): FoundBranch | undefined {
  for (const [one, other] of compared(node)) {
    const text = staticText(tree, one);
    const value = text === undefined ? undefined : words.valueKind(text);
    if (value === undefined) continue;
    const term = termOf(tree, core(other), words);
    if (value === "whole" || term !== undefined)
      return { name: term?.name ?? text ?? "", position: "compared", node };
  }
  return undefined;
}

function compared(node: Node): readonly (readonly [Node, Node])[] {
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
  return first === undefined ? [] : [[first, callee.object]];
}

/** The term itself decides: it is tested, chooses a case, or is what something is looked up by. */
function decision(tree: ModuleTree, node: Node, words: Vocabulary): FoundBranch | undefined {
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return undefined;
  if (node.type === "Identifier" && !tree.scopes.references.has(node)) return undefined;
  if (node.type === "Identifier" && tree.scopes.references.get(node)?.typeOnly === true) return undefined;
  const term = termOf(tree, node, words);
  if (term?.kind !== "whole") return undefined;
  const position = decides(tree, node);
  return position === undefined ? undefined : { name: term.name, position, node };
}

function decides(tree: ModuleTree, node: Node): BranchPosition | undefined {
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
        return /^[!=]==?$/.test(parent.operator) && !isKnown(tree, other) ? "tested" : undefined;
      }
      default:
        return undefined;
    }
  }
  return undefined;
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

interface Term {
  readonly name: string;
  readonly kind: "whole" | "part";
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

function named(name: string | undefined, words: Vocabulary): Term | undefined {
  const kind = name === undefined ? undefined : words.kindOf(name);
  return name === undefined || kind === undefined ? undefined : { name, kind };
}
