import type { SymbolRef } from "@phasegate/code-facts";
import type { WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { modulesAmong, packageOf, symbolText } from "./code-places.ts";

interface Contributors {
  readonly contributors: readonly SymbolRef[];
  readonly among?: readonly string[];
}

/** Packages by why they contribute: the module that imports it, and what it imports. */
export function contributing(
  { contributors, among }: Contributors,
  context: CheckContext,
): ReadonlyMap<WorkspacePackage, string> {
  const reasons = new Map<WorkspacePackage, string>();
  const modules = modulesAmong(context, among);
  for (const symbol of contributors) {
    for (const { location, typeOnly } of context.code.importsOf(symbol, modules).sites) {
      const one = typeOnly ? undefined : packageOf(context.packages, location.path);
      if (one !== undefined && one.folder !== "" && !reasons.has(one))
        reasons.set(one, `${location.path} imports ${symbolText(symbol)}`);
    }
  }
  return reasons;
}
