import type { Comment } from "oxc-parser";
import { bare, memberName, type Node, type Oxc, walk } from "../ast.ts";
import type { Scopes } from "../names/scopes.ts";
import type { ModuleTree } from "../names/tree.ts";
import { withoutComments } from "./comment-mentions.ts";
import { isBuiltinLoader, isHandedOn, isOwnPlace, type Loader, loaderOf } from "./loaders.ts";
import type { Mention, MentionKind } from "./mention.ts";
import { namedTexts } from "./named-text.ts";

/**
 * The mentions of a module that only its tree shows; every `import()` among them. Scopes are asked for only where names matter.
 * @param comments of the module
 * @throws RangeError where they are read late, for a tree that is too deep
 */
export function treeMentions(tree: ModuleTree, comments: readonly Comment[]): readonly Mention[] {
  const found: Mention[] = [];
  const { scopes } = tree;
  const loads = loadsIn(withoutComments(tree.text, comments));
  const add = (kind: MentionKind, named: Node | undefined, at: Node, as = (text: string) => text): void => {
    const { known, beginnings } = namedTexts(named, scopes);
    const offset = (named ?? at).start;
    for (const text of known) found.push({ kind, text: as(text), computed: false, offset });
    for (const text of beginnings)
      found.push({ kind, text: text === "" ? "" : as(text), computed: true, offset });
  };
  walk(tree.program, (node) => {
    switch (node.type) {
      case "ImportExpression":
        add("dynamic", node.source, node);
        break;
      case "CallExpression":
        ofCall(node, tree, loads, add);
        break;
      case "NewExpression":
        // `new require("x").A()` loads before it makes something.
        if (calledLoader(bare(node.callee), scopes, loads) !== undefined) ofCall(node, tree, loads, add);
        if (isUrlOfOwnPlace(node)) addUrl(node, add);
        break;
      default:
        found.push(...ofDeclaration(node));
    }
    return true;
  });
  if (loads !== "any") return found;
  for (const reference of scopes.references.values()) {
    if (isHandedOn(reference, scopes))
      found.push({ kind: "require", text: "", computed: true, offset: reference.node.start });
  }
  return found;
}

/** `plain`: no other loader than `require`, which is only called, and no declaration of that name. */
type Loads = "none" | "plain" | "any";

/** Every loader begins with `require` or `createRequire`, of which an escape may hide a letter. */
function loadsIn(text: string): Loads {
  if (/\\(?![nrtbfv'"`\\$])/.test(text)) return "any";
  if (!/[rR]equire/.test(text)) return "none";
  // Nothing is declared by a name with a bracket and a string after it; on the next line these could be a statement of their own.
  return /createRequire|\brequire\b(?![ \t]*\(\s*["'`])/.test(text) ? "any" : "plain";
}

function calledLoader(callee: Node, scopes: Scopes, loads: Loads): Loader | undefined {
  if (loads === "none") return undefined;
  if (loads === "plain" && callee.type === "Identifier") return callee.name === "require" ? "own" : undefined;
  return loaderOf(callee, scopes);
}

type Add = (kind: MentionKind, named: Node | undefined, at: Node, as?: (text: string) => string) => void;

function ofCall(
  node: Oxc.CallExpression | Oxc.NewExpression,
  { scopes }: ModuleTree,
  loads: Loads,
  add: Add,
): void {
  const callee = bare(node.callee);
  const [first] = node.arguments;
  const loader = calledLoader(callee, scopes, loads);
  if (loader !== undefined) {
    // Relative to somewhere else, only names of packages say what is loaded.
    const isKnown =
      loader === "own" || namedTexts(first, scopes).known.every((text) => !text.startsWith("."));
    add("require", isKnown ? first : undefined, node);
    return;
  }
  if (isBuiltinLoader(callee)) add("require", first, node);
  if (callee.type !== "MemberExpression") return;
  const name = memberName(callee);
  const object = bare(callee.object);
  if (loads === "any" && name === "resolve" && loaderOf(object, scopes) === "own")
    add("resolve", first, node);
  if (object.type === "MetaProperty" && name === "resolve") add("resolve", first, node);
  if (object.type === "MetaProperty" && /^glob(?:Eager)?$/.test(name ?? "")) addGlobs(first, add);
  const isMocker = object.type === "Identifier" && mockers.has(object.name);
  if (isMocker && name !== undefined && mocking.has(name) && bare(first ?? node).type !== "ImportExpression")
    add("mock", first, node);
}

const mockers = new Set(["vi", "vitest", "jest"]);
const mocking = new Set([
  "mock",
  "doMock",
  "unmock",
  "doUnmock",
  "dontMock",
  "setMock",
  "importActual",
  "importMock",
  "requireActual",
  "requireMock",
  "createMockFromModule",
]);

/** Vite's `import.meta.glob`: what it names begins with what stands before the first magic character. */
function addGlobs(first: Node | undefined, add: Add): void {
  const patterns = first?.type === "ArrayExpression" ? first.elements : [first];
  for (const pattern of patterns) {
    if (pattern === null || pattern === undefined) continue;
    if (pattern.type !== "Literal" || typeof pattern.value !== "string") add("dynamic", undefined, pattern);
    else if (!pattern.value.startsWith("!")) add("dynamic", pattern, pattern);
  }
}

function isUrlOfOwnPlace({ callee, arguments: [, base] }: Oxc.NewExpression): boolean {
  return (
    callee.type === "Identifier" && callee.name === "URL" && base !== undefined && isOwnPlace(bare(base))
  );
}

/** A URL is relative without a dot as well; one with a scheme names no file of the repository. */
function addUrl(node: Oxc.NewExpression, add: Add): void {
  add("resolve", node.arguments[0], node, (text) =>
    /^(?:\.|\/|[a-zA-Z][\w+.-]*:)/.test(text) ? text : `./${text}`,
  );
}

function ofDeclaration(node: Node): readonly Mention[] {
  const mention = (kind: MentionKind, text: string, at: Node): Mention[] => [
    { kind, text, computed: false, offset: at.start },
  ];
  switch (node.type) {
    case "TSImportType":
      return mention("type", node.source.value, node.source);
    case "TSImportEqualsDeclaration": {
      const { moduleReference: reference, importKind } = node;
      if (reference.type !== "TSExternalModuleReference") return [];
      const { expression } = reference;
      return mention(importKind === "type" ? "type" : "require", expression.value, expression);
    }
    // Those at the top of the module stand in the parser's record, except one that exports nothing.
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return node.parent?.type === "Program" ? [] : mention("type", node.source.value, node.source);
    case "ExportNamedDeclaration": {
      const { source, parent, specifiers, exportKind } = node;
      if (source === null || (parent?.type === "Program" && specifiers.length > 0)) return [];
      const isType = parent?.type !== "Program" || exportKind === "type";
      return mention(isType ? "type" : "value", source.value, source);
    }
    case "TSModuleDeclaration":
      // An augmentation of another module; a name without a path may as well declare something new.
      return node.id.type === "Literal" && node.id.value.startsWith(".")
        ? mention("type", node.id.value, node.id)
        : [];
    default:
      return [];
  }
}
