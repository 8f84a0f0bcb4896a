import type { SymbolRef } from "@phasegate/code-facts";
import type { ZodType } from "zod";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { moduleFinding, moduleRoster } from "./code-places.ts";
import { exportsDemand } from "./exports-symbol.demand.ts";
import { exportsCounterexamples, exportsInvariances } from "./exports-symbol.probes.ts";
import { placeIn, plainValue } from "./static-data.ts";

export interface ExportsSymbol extends CheckOptions {
  readonly symbol: SymbolRef;
  /** What the exported value has to be, as far as it is written down as data. */
  readonly value?: ZodType;
}

/** The module exports the name as a value, and the value fits. */
export function exportsSymbol(args: ExportsSymbol): Check {
  const { symbol } = args;
  return ownCheck({
    kind: "exportsSymbol",
    name: args.name ?? `exportsSymbol:${symbol.export}`,
    claim: args.claim ?? `${symbol.module} exports \`${symbol.export}\``,
    subject: { kind: "export", ...symbol },
    supports: everyKind,
    demand: exportsDemand(args),
    evaluate: (context) => {
      const findings = exportFindings(args, context);
      const exports = context.code.module(symbol.module);
      const candidates = exports?.kind === "module" ? exports.exports.length : 0;
      const selected = exports?.kind === "module" && context.code.exportOf(symbol).kind === "found" ? 1 : 0;
      return {
        findings,
        scope: { selected, candidates, unit: "exports", roster: `exports of ${symbol.module}` },
      };
    },
    counterexamples: exportsCounterexamples(args),
    invariances: exportsInvariances(args),
  });
}

function exportFindings({ symbol, value }: ExportsSymbol, context: CheckContext): Finding[] {
  const { module, export: name } = symbol;
  const broken = moduleFinding(context, module);
  if (broken !== undefined) return [broken];
  const answer = context.code.exportOf(symbol);
  switch (answer.kind) {
    case "missing":
      return [
        found(
          "export-missing",
          { module, name, near: nearNames(name, context.code.module(module)) },
          { path: module },
        ),
      ];
    case "unknown":
      return [
        found("export-undecidable", { module, name, reason: answer.reason }, locationOf(answer.location)),
      ];
    case "external":
      return [
        found(
          "export-undecidable",
          { module, name, reason: `it comes from ${answer.module}` },
          { path: module },
        ),
      ];
    case "module":
      return value === undefined
        ? []
        : [
            found(
              "value-undecidable",
              { module, name, at: "", reason: "it is a whole module" },
              { path: module },
            ),
          ];
    case "found": {
      const { declaration } = answer;
      if (declaration.declarationKind === "type")
        return [found("export-type-only", { module, name }, locationOf(declaration.location))];
      return value === undefined ? [] : valueFindings(symbol, value, context);
    }
  }
}

function valueFindings(symbol: SymbolRef, schema: ZodType, context: CheckContext): Finding[] {
  const { module, export: name } = symbol;
  const value = context.code.valueOf(symbol);
  const { data, unknown } = plainValue(value);
  if (unknown !== undefined) {
    const { at, reason, location } = unknown;
    return [found("value-undecidable", { module, name, at, reason }, locationOf(location))];
  }
  const issues = schema.safeParse(data).error?.issues ?? [];
  const mismatches = issues.map((issue) => {
    const { at, location } = placeIn(value, issue.path);
    return found("value-mismatch", { module, name, at, expected: issue.message }, locationOf(location));
  });
  return [...mismatches, ...changeFindings(symbol, context)];
}

/** What is written into afterwards is not what stands there. */
export function changeFindings(symbol: SymbolRef, context: CheckContext): Finding[] {
  const { module, export: name } = symbol;
  const reason = "something writes into it";
  return context.code
    .changesOf(symbol, moduleRoster(context))
    .map((location) => found("value-undecidable", { module, name, at: "", reason }, locationOf(location)));
}

function nearNames(name: string, module: ReturnType<CheckContext["code"]["module"]>): readonly string[] {
  if (module?.kind !== "module") return [];
  const wanted = name.toLowerCase();
  return module.exports
    .filter((one) => wanted.includes(one.toLowerCase()) || one.toLowerCase().includes(wanted))
    .slice(0, 3);
}
