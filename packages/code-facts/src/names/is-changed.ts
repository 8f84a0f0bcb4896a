import { bare, memberName, type Node } from "../ast.ts";
import { outermost } from "../uses/outermost.ts";
import type { Variable } from "./variable.ts";

/** True when some use in its module could write into the object or array that the constant holds. */
export function isChanged(variable: Variable): boolean {
  return variable.references.some(({ node, init, typeOnly }) => !init && !typeOnly && isWriteInto(node));
}

/** True when what stands around an expression writes into what the expression holds, or into a part of that. */
export function isWriteInto(expression: Node): boolean {
  let part = outermost(expression);
  let isPart = false;
  while (part.parent?.type === "MemberExpression" && part.parent.object === part) {
    isPart = true;
    part = outermost(part.parent);
  }
  const parent = part.parent;
  switch (parent?.type) {
    case "AssignmentExpression":
      return parent.left === part;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "UpdateExpression":
      return true;
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === part;
    case "ArrayPattern":
    case "AssignmentPattern":
    case "RestElement":
      return isPart && !("right" in parent && parent.right === part);
    case "Property":
      return isPart && parent.value === part && parent.parent?.type === "ObjectPattern";
    case "CallExpression":
      return parent.callee === part
        ? mutates(bare(part))
        : parent.arguments[0] === part && isMutator(parent.callee);
    default:
      return false;
  }
}

const mutators: ReadonlySet<string> = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear".split(" "),
);

function mutates(member: Node): boolean {
  return member.type === "MemberExpression" && mutators.has(memberName(member) ?? "");
}

/** Functions of the platform that write into their first argument. */
const writers: ReadonlySet<string> = new Set(
  "Object.assign Object.defineProperty Object.defineProperties Object.setPrototypeOf Reflect.set Reflect.defineProperty Reflect.deleteProperty Reflect.setPrototypeOf".split(
    " ",
  ),
);

function isMutator(callee: Node): boolean {
  const member = bare(callee);
  if (member.type !== "MemberExpression" || member.object.type !== "Identifier") return false;
  return writers.has(`${member.object.name}.${memberName(member) ?? ""}`);
}
