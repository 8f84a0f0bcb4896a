import type { Node } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { KeyPosition } from "./keys-of.ts";
import type { Found } from "./of-bytes.ts";
import { initOf, listTexts } from "./possible-texts.ts";

type FoundKey = Found<KeyPosition>;

const maxDepth = 16;

/** `Record<"a" | "b", …>` and `{ [Key in "a"]: … }` declare keys, `Pick<T, "a">` keeps them; `Omit` takes them away. */
export function keysInTypes(tree: ModuleTree, node: Node): readonly FoundKey[] {
  const literals = (type: Node, position: KeyPosition) =>
    literalTexts(tree, type, 0).map((name): FoundKey => ({ name, position, node: type }));
  if (node.type === "TSMappedType") return literals(node.constraint, "declared");
  if (node.type === "TSIndexedAccessType") return literals(node.indexType, "read");
  if (node.type !== "TSTypeReference" || node.typeName.type !== "Identifier") return [];
  const { name } = node.typeName;
  const argument = node.typeArguments?.params[name === "Pick" ? 1 : 0];
  return argument === undefined || !(name === "Record" || name === "Pick")
    ? []
    : literals(argument, "declared");
}

/** The texts of a union, also by its name in the module, and as the elements of a list: `(typeof list)[number]`. */
function literalTexts(tree: ModuleTree, type: Node, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  switch (type.type) {
    case "TSUnionType":
      return type.types.flatMap((one) => literalTexts(tree, one, depth + 1));
    case "TSParenthesizedType":
      return literalTexts(tree, type.typeAnnotation, depth + 1);
    case "TSLiteralType":
      return type.literal.type === "Literal" ? [String(type.literal.value)] : [];
    case "TSTypeReference": {
      const declared = declaredType(tree, type.typeName);
      return declared === undefined ? [] : literalTexts(tree, declared, depth + 1);
    }
    case "TSIndexedAccessType":
      return type.indexType.type === "TSNumberKeyword" ? queriedList(tree, type.objectType) : [];
    default:
      return [];
  }
}

function declaredType(tree: ModuleTree, name: Node): Node | undefined {
  const variable = name.type === "Identifier" ? tree.scopes.references.get(name)?.variable : undefined;
  const node = variable?.definitions[0]?.node;
  return node?.type === "TSTypeAliasDeclaration" ? node.typeAnnotation : undefined;
}

function queriedList(tree: ModuleTree, type: Node): readonly string[] {
  if (type.type === "TSParenthesizedType") return queriedList(tree, type.typeAnnotation);
  if (type.type !== "TSTypeQuery" || type.exprName.type !== "Identifier") return [];
  const init = initOf(tree.scopes.references.get(type.exprName)?.variable);
  return init === undefined ? [] : listTexts(tree, init);
}
