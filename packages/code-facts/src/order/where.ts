import type { Entity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { EffectCall } from "./effects.ts";
import { frameOf } from "./frame.ts";
import { argumentAt, memberNode, parseArgumentPath } from "./identity.ts";
import type { GuardedQuery } from "./query.ts";
import { valueIn } from "./want.ts";

/** The calls that a question is about: all but those that are certainly given another value, which is another text. */
export function callsWhere(
  names: Names,
  calls: readonly EffectCall[],
  where: GuardedQuery["where"],
): readonly EffectCall[] {
  if (where === undefined) return calls;
  const { member = [], ...symbol } = where.is;
  const wanted = member.reduce((one, name) => names.member(one, name), names.ofSymbol(symbol));
  const { index, path } = parseArgumentPath(where.argument);
  return calls.filter((call) => {
    const argument = argumentAt(call.args, index);
    if (argument === undefined) return true;
    const given = memberNode(names, call.tree, argument, path);
    return given === undefined || !isOther(valueIn(names, frameOf(call.tree, call.node), given), wanted);
  });
}

/** Whether they certainly differ: texts that do. */
function isOther(given: Entity, wanted: Entity): boolean {
  const [one, other] = [textOf(given), textOf(wanted)];
  return one !== undefined && other !== undefined && one !== other;
}

function textOf({ base, path }: Entity): string | undefined {
  if (base.kind !== "value" || path.length > 0) return undefined;
  return base.node.type === "Literal" && typeof base.node.value === "string" ? base.node.value : undefined;
}
