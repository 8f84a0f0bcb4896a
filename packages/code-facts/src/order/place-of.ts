import { locationOf } from "../names/tree.ts";
import type { Doubt } from "./judgement.ts";

const maxExpression = 200;

/** Where and on what expression a judgement could not be made. */
export function placeOf({ tree, node, reason }: Doubt) {
  const text = tree.text.slice(node.start, node.end);
  const expression = text.length > maxExpression ? `${text.slice(0, maxExpression)}…` : text;
  return { at: locationOf(tree, node), expression, reason };
}
