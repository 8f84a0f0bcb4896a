import { bare, memberName, type Node } from "../ast.ts";

/** Functions that are given the name of a property: `Reflect.get`, `Object.hasOwn`, `map.get`, `pick`. */
export function isLookup(callee: Node): boolean {
  const target = bare(callee);
  const name =
    target.type === "MemberExpression"
      ? memberName(target)
      : target.type === "Identifier"
        ? target.name
        : undefined;
  return /^(get|has|set|hasOwn|define|delete|pick|prop|property|key|field|lookup)(?![a-z])/.test(name ?? "");
}
