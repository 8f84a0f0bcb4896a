import { bare, type Node } from "../ast.ts";
import type { Scopes } from "../names/scopes.ts";
import { isStable } from "../names/variable.ts";

/** What an expression names: some texts, and texts of which only the beginning is known. */
export interface NamedTexts {
  readonly known: readonly string[];
  readonly beginnings: readonly string[];
}

const steps = 24;

/** The texts that an expression may be: literals, templates, sums, choices, and constants that hold such. */
export function namedTexts(node: Node | undefined, scopes: Scopes, left = steps): NamedTexts {
  if (node === undefined || left === 0) return unknown;
  const expression = bare(node);
  const of = (part: Node): NamedTexts => namedTexts(part, scopes, left - 1);
  switch (expression.type) {
    case "Literal":
      return typeof expression.value === "string" ? { known: [expression.value], beginnings: [] } : unknown;
    case "TemplateLiteral": {
      const parts = expression.quasis.flatMap((quasi, at): NamedTexts[] => {
        const hole = expression.expressions[at];
        const own = { known: [quasi.value.cooked ?? ""], beginnings: [] };
        return hole === undefined ? [own] : [own, of(hole)];
      });
      return parts.reduce(joined);
    }
    case "BinaryExpression":
      return expression.operator === "+" ? joined(of(expression.left), of(expression.right)) : unknown;
    case "ConditionalExpression":
      return either(of(expression.consequent), of(expression.alternate));
    case "LogicalExpression":
      return either(of(expression.left), of(expression.right));
    case "Identifier":
      return ofConstant(expression, scopes, of);
    default:
      return unknown;
  }
}

const unknown: NamedTexts = { known: [], beginnings: [""] };

function ofConstant(node: Node, scopes: Scopes, of: (part: Node) => NamedTexts): NamedTexts {
  const variable = scopes.references.get(node)?.variable;
  const declarator = variable?.definitions[0]?.node;
  if (variable === undefined || declarator?.type !== "VariableDeclarator" || !isStable(variable))
    return unknown;
  if (declarator.init === null || declarator.id.type !== "Identifier") return unknown;
  return of(declarator.init);
}

/** More combinations than anyone writes are not followed. */
const most = 32;

function joined(left: NamedTexts, right: NamedTexts): NamedTexts {
  const and = (texts: readonly string[]) => left.known.flatMap((one) => texts.map((other) => one + other));
  const both = { known: and(right.known), beginnings: [...left.beginnings, ...and(right.beginnings)] };
  return both.known.length + both.beginnings.length > most ? unknown : both;
}

function either(one: NamedTexts, other: NamedTexts): NamedTexts {
  return { known: [...one.known, ...other.known], beginnings: [...one.beginnings, ...other.beginnings] };
}
