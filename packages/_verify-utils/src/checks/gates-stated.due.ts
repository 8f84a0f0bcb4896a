import picomatch from "picomatch";
import type { ListedGate } from "../wiring/configured-gates.ts";
import type { GatesStated } from "./gates-stated.ts";

/** Gates that the document has to name. */
export function gatesDue(
  gates: readonly ListedGate[],
  { except = [] }: Pick<GatesStated, "except">,
): readonly ListedGate[] {
  const isOther = picomatch([...except]);
  return gates.filter(({ slice }) => slice === undefined || !isOther(slice));
}
