import { type FunctionNode, isFunction, type Node } from "../syntax/nodes.ts";
import type { Source } from "../syntax/source.ts";
import { visit } from "./visit.ts";

/** A function of a module, or (index 0) the module itself: what of it runs when it is loaded. */
export interface Unit {
  readonly index: number;
  /** Names of the functions around and its own, joined by dots; one without a name goes by its line. Unique in the module. */
  readonly name: string;
  readonly node: FunctionNode | undefined;
}

/** Every function of a module that has a body, in the order in which they begin, behind the module itself. */
export function unitsOf(source: Source): readonly Unit[] {
  const units: Unit[] = [{ index: 0, name: "(module)", node: undefined }];
  const names = new Map<Node, string>();
  const taken = new Set<string>();
  visit(source.program, (node, around) => {
    if (!isFunction(node)) return true;
    const outer = around.flatMap((one) => names.get(one) ?? [])[0];
    const own = ownName(node, around) ?? `line ${source.location(node.start, node.end).start.line}`;
    const name = unique(outer === undefined ? own : `${outer}.${own}`, taken);
    names.set(node, name);
    units.push({ index: units.length, name, node });
    return true;
  });
  return units;
}

/** The name, with a number behind it where another function has it already. */
function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  taken.add(free);
  return free;
}

/** The innermost function that holds a place. Its parameters are its own, its decorators and its key are not. */
export function unitAt(units: readonly Unit[], start: number, end: number): Unit {
  const holding = units.filter(({ node }) => node !== undefined && node.start <= start && end <= node.end);
  const innermost = holding.reduce<Unit | undefined>(
    (best, one) => (best?.node === undefined || (one.node?.start ?? 0) >= best.node.start ? one : best),
    undefined,
  );
  const [module] = units;
  if (module === undefined) throw new RangeError("a module has at least one unit, itself");
  return innermost ?? module;
}

function ownName(node: FunctionNode, [parent]: readonly Node[]): string | undefined {
  if (node.type !== "ArrowFunctionExpression" && node.id !== null) return node.id.name;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "MethodDefinition":
    case "PropertyDefinition":
    case "Property":
      return parent.key.type === "Identifier" || parent.key.type === "PrivateIdentifier"
        ? parent.key.name
        : undefined;
    default:
      return undefined;
  }
}
