import { memberName, type Node, type Oxc } from "../ast.ts";
import { isTrackedLiteral } from "../names/member.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable } from "../names/variable.ts";
import { callUse, memberUse, reflectUse } from "./call-use.ts";
import { outermost } from "./outermost.ts";
import type { EscapeKind, Use } from "./use.ts";

/** What happens to the value of a node, from where it stands. */
export function classify(tree: ModuleTree, start: Node): Use {
  const node = outermost(start);
  const parent = node.parent ?? undefined;
  const harmless: Use = { kind: "harmless", node: start };
  const escapes = (kind: EscapeKind): Use => ({ kind: "escape", node: start, escape: kind });
  switch (parent?.type) {
    case undefined:
    case "ExpressionStatement":
    case "TemplateLiteral":
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "SwitchStatement":
    case "SwitchCase":
    case "UnaryExpression":
    case "BinaryExpression":
    case "SequenceExpression":
      return harmless;
    case "CallExpression":
    case "NewExpression":
      return parent.callee === node
        ? callUse(parent, start)
        : (reflectUse(parent, node) ?? escapes("argument"));
    case "TaggedTemplateExpression":
      return { kind: "call", node: parent, call: "tag", optional: false, args: undefined };
    case "Decorator":
      return { kind: "call", node: parent, call: "decorator", optional: false, args: undefined };
    case "MemberExpression":
      return parent.object === node
        ? (memberUse(parent) ?? memberEscape(parent, harmless, escapes))
        : harmless;
    case "VariableDeclarator":
      return declared(tree, parent) ?? escapes("reassigned");
    case "LogicalExpression":
      return parent.operator === "&&" && parent.left === node ? harmless : escapes("other");
    case "ConditionalExpression":
      return parent.test === node ? harmless : escapes("other");
    case "AssignmentExpression":
      return escapes("assigned");
    case "Property":
      return isTrackedLiteral(tree, parent) ? harmless : escapes("stored");
    case "ArrayExpression":
    case "SpreadElement":
    case "AssignmentPattern":
    case "PropertyDefinition":
    case "AccessorProperty":
      return escapes("stored");
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "YieldExpression":
    case "ThrowStatement":
      return escapes("returned");
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
      return escapes("exported");
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.superClass === node ? escapes("extended") : harmless;
    case "JSXOpeningElement":
    case "JSXClosingElement":
    case "JSXMemberExpression":
    case "JSXExpressionContainer":
    case "JSXSpreadAttribute":
      return escapes("jsx");
    default:
      return escapes("other");
  }
}

/** `.name` and the like give nothing away; a computed member could be `call`. */
function memberEscape(member: Oxc.MemberExpression, harmless: Use, escapes: (kind: EscapeKind) => Use): Use {
  const name = memberName(member);
  if (name === undefined) return escapes("computed");
  return name === "bind" || name === "call" || name === "apply" ? escapes("other") : harmless;
}

/** A stable binding is followed under its own name, and so are the names of a pattern; an export of it is not. */
function declared(tree: ModuleTree, declarator: Oxc.VariableDeclarator): Use | undefined {
  if (declarator.id.type !== "Identifier") return { kind: "harmless", node: declarator };
  const variable = tree.scopes.declared.get(declarator.id);
  if (variable === undefined || !isStable(variable)) return undefined;
  const exported = declarator.parent?.parent?.type === "ExportNamedDeclaration";
  return exported
    ? { kind: "escape", node: declarator, escape: "exported" }
    : { kind: "harmless", node: declarator };
}
