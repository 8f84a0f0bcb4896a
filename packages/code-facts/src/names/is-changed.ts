import { memberName, type Node } from "../ast.ts";
import type { Variable } from "./variable.ts";

/** True when some use could write into the object or array that the constant holds. */
export function isChanged(variable: Variable): boolean {
  return variable.references.some(({ node, init, typeOnly }) => {
    if (init || typeOnly) return false;
    let member: Node = node;
    while (member.parent?.type === "MemberExpression" && member.parent.object === member)
      member = member.parent;
    const parent = member.parent;
    if (parent?.type === "AssignmentExpression") return parent.left === member;
    if (parent?.type === "UnaryExpression") return parent.operator === "delete";
    if (parent?.type === "UpdateExpression") return true;
    return parent?.type === "CallExpression" && parent.callee === member && mutates(member);
  });
}

const mutators: ReadonlySet<string> = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear".split(" "),
);

function mutates(member: Node): boolean {
  return member.type === "MemberExpression" && mutators.has(memberName(member) ?? "");
}
