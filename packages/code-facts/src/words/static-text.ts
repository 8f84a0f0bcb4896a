import { bare, type Node, stringOf } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable } from "../names/variable.ts";

const maxDepth = 32;

/** The text that an expression certainly is, by the module's bytes alone: literals, constants of the module, their sums. */
export function staticText(tree: ModuleTree, expression: Node, depth = 0): string | undefined {
  if (depth > maxDepth) return undefined;
  const known = stringOf(expression);
  if (known !== undefined) return known;
  const node = bare(expression);
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return joined([staticText(tree, node.left, depth + 1), staticText(tree, node.right, depth + 1)]);
  }
  if (node.type === "TemplateLiteral") {
    return joined(
      node.quasis.flatMap(({ value }, index) => {
        const hole = node.expressions[index];
        return hole === undefined
          ? [value.cooked ?? undefined]
          : [value.cooked ?? undefined, staticText(tree, hole, depth + 1)];
      }),
    );
  }
  if (node.type !== "Identifier") return undefined;
  const variable = tree.scopes.references.get(node)?.variable;
  const declarator = variable !== undefined && isStable(variable) ? variable.definitions[0]?.node : undefined;
  if (
    declarator?.type !== "VariableDeclarator" ||
    declarator.init === null ||
    declarator.id.type !== "Identifier"
  )
    return undefined;
  return staticText(tree, declarator.init, depth + 1);
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join("");
}
