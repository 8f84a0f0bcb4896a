import type { Node } from "../ast.ts";

/** Steps over what does not change a value: assertions, parentheses, the last of a sequence, the chain wrapper. */
export function outermost(node: Node): Node {
  let current = node;
  for (;;) {
    const parent = current.parent;
    if (parent === null || parent === undefined) return current;
    switch (parent.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "TSNonNullExpression":
      case "TSInstantiationExpression":
      case "ChainExpression":
        current = parent;
        continue;
      case "SequenceExpression":
        if (parent.expressions.at(-1) !== current) return current;
        current = parent;
        continue;
      default:
        return current;
    }
  }
}
