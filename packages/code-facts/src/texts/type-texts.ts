import { bare, keyOf, type Node, type Oxc } from "../ast.ts";
import { declaredType, typeOfName } from "../names/declared-type.ts";
import { followSymbol, type Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isInferred } from "../names/zod.ts";
import { ValueReader } from "../static-value.ts";
import type { SymbolRef } from "../symbol.ts";
import { anyOf, type TextsAnswer, textAt, unknownAt } from "./answer.ts";
import { declaredBy, type Place, schemaTexts, valueTexts } from "./schema-texts.ts";

const maxDepth = 32;

/**
 * The texts that a type admits: literals, unions of them, `(typeof list)[number]`, `keyof typeof object`, `z.infer` of a
 * schema, and (by `path`) properties of object types.
 */
export function typeTexts(names: Names, symbol: SymbolRef, path: readonly string[]): TextsAnswer | undefined {
  const declared = declaredType(names, followSymbol(names.graph, symbol));
  return declared && readType(names, declared, path, 0);
}

function readType(names: Names, { tree, node }: Place, path: readonly string[], depth: number): TextsAnswer {
  if (depth > maxDepth) return unknownAt(tree, node);
  const inner = (part: Node, rest: readonly string[] = path): TextsAnswer =>
    readType(names, { tree, node: part }, rest, depth + 1);
  switch (node.type) {
    case "TSUnionType":
      return anyOf(node.types.map((one) => inner(one)));
    case "TSParenthesizedType":
      return inner(node.typeAnnotation);
    case "TSLiteralType": {
      const { literal } = node;
      const isText = literal.type === "Literal" && typeof literal.value === "string" && path.length === 0;
      return isText ? textAt(tree, node, literal.value) : unknownAt(tree, node);
    }
    case "TSTypeLiteral":
      return memberTexts(tree, node, node.members, path, inner);
    case "TSInterfaceDeclaration":
      return memberTexts(tree, node, node.body.body, path, inner);
    case "TSIndexedAccessType":
      return indexedTexts(names, tree, node, path, inner);
    case "TSTypeOperator":
      return node.operator === "keyof" && path.length === 0
        ? keyTexts(names, tree, node)
        : node.operator === "readonly"
          ? inner(node.typeAnnotation)
          : unknownAt(tree, node);
    case "TSTypeReference":
      return referenceTexts(names, tree, node, path, depth);
    default:
      return unknownAt(tree, node);
  }
}

function memberTexts(
  tree: ModuleTree,
  node: Node,
  members: readonly Node[],
  [name, ...rest]: readonly string[],
  inner: (part: Node, rest: readonly string[]) => TextsAnswer,
): TextsAnswer {
  const member = members.find(
    (one): one is Oxc.TSPropertySignature => one.type === "TSPropertySignature" && keyOf(one) === name,
  );
  const type = member?.typeAnnotation?.typeAnnotation;
  // An optional property admits `undefined` as well.
  return name === undefined || type === undefined || member?.optional === true
    ? unknownAt(tree, node)
    : inner(type, rest);
}

/** `(typeof list)[number]`, `(typeof object)[keyof typeof object]`, `Type["property"]`. */
function indexedTexts(
  names: Names,
  tree: ModuleTree,
  node: Oxc.TSIndexedAccessType,
  path: readonly string[],
  inner: (part: Node, rest: readonly string[]) => TextsAnswer,
): TextsAnswer {
  const object = unwrapped(node.objectType);
  const index = unwrapped(node.indexType);
  if (object.type !== "TSTypeQuery") {
    const isText = index.type === "TSLiteralType" && index.literal.type === "Literal";
    const name = isText && index.literal.type === "Literal" ? index.literal.value : undefined;
    return typeof name === "string" ? inner(object, [name, ...path]) : unknownAt(tree, node);
  }
  const value = queriedValue(names, tree, object);
  const isEvery =
    index.type === "TSNumberKeyword" ? "array" : index.type === "TSTypeOperator" ? "object" : undefined;
  return value?.kind === isEvery && path.length === 0 && value !== undefined
    ? valueTexts(value)
    : unknownAt(tree, node);
}

/** `keyof typeof object`. */
function keyTexts(names: Names, tree: ModuleTree, node: Oxc.TSTypeOperator): TextsAnswer {
  const query = unwrapped(node.typeAnnotation);
  const value = query.type === "TSTypeQuery" ? queriedValue(names, tree, query) : undefined;
  if (value?.kind !== "object") return unknownAt(tree, node);
  return {
    kind: "texts",
    texts: value.properties.map(({ key, location }) => ({ value: key, location })),
  };
}

function referenceTexts(
  names: Names,
  tree: ModuleTree,
  node: Oxc.TSTypeReference,
  path: readonly string[],
  depth: number,
): TextsAnswer {
  const argument = node.typeArguments?.params[0];
  if (isInferred(names.ofName(tree, node.typeName)) && argument?.type === "TSTypeQuery") {
    const declared = declaredBy(names.ofName(tree, argument.exprName));
    return declared === undefined ? unknownAt(tree, node) : schemaTexts(names, declared, path);
  }
  if (node.typeName.type !== "Identifier" || argument !== undefined) return unknownAt(tree, node);
  const declared = typeOfName(names, tree, node.typeName.name);
  return declared === undefined ? unknownAt(tree, node) : readType(names, declared, path, depth + 1);
}

function queriedValue(names: Names, tree: ModuleTree, query: Oxc.TSTypeQuery) {
  const declared = declaredBy(names.ofName(tree, query.exprName));
  return declared && new ValueReader(names).read(declared.tree, declared.node, 0);
}

function unwrapped(node: Node): Node {
  return node.type === "TSParenthesizedType" ? unwrapped(node.typeAnnotation) : bare(node);
}
