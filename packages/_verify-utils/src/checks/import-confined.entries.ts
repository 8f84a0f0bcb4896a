import type { SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { packageName, symbolText } from "./code-places.ts";
import { entriesOf } from "./import-confined.ways.ts";

/**
 * Imports of other entry points of the symbols' packages, which may give the same by another way (`hono/tiny`), but for those
 * that are let through. Whoever imports one uses it, also where the symbols themselves are allowed.
 */
export function otherEntryFindings(
  symbols: readonly SymbolRef[],
  open: readonly string[],
  modules: readonly RepoPath[],
  context: CheckContext,
): readonly Finding[] {
  const known = new Set([...symbols.map(({ module }) => module), ...open]);
  const packages = new Set(symbols.map(({ module }) => packageName(module)));
  return [...packages].flatMap((name) =>
    entriesOf(context, modules, name)
      .filter(({ entry }) => !known.has(entry))
      .flatMap(({ module, entry }) => siteFindings(module, entry, context)),
  );
}

function siteFindings(importer: RepoPath, entry: string, { code }: CheckContext): readonly Finding[] {
  const whole = { module: entry, export: "*" };
  const args = { symbol: symbolText(whole), importer, allowed: [] };
  const sites = code.importsOf(whole, [importer], { types: false }).sites.filter(({ typeOnly }) => !typeOnly);
  return sites.length === 0
    ? [found("import-outside", args, { path: importer })]
    : sites.map(({ location }) => found("import-outside", args, locationOf(location)));
}
