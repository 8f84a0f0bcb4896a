import { WorkspaceError } from "@phasegate/workspace";
import type { Check, CheckContext, Evaluation } from "./check.ts";
import { found } from "./finding.ts";

/** An evaluation; without a scope when the check could not be carried out. */
export type Outcome = Omit<Evaluation, "scope"> & { readonly scope?: Evaluation["scope"] };

/** Evaluates a check and holds it to the laws: whatever it throws is a blocked finding, and an empty scope a failed one. */
export function evaluate(check: Check, context: CheckContext): Outcome {
  const { kind } = context.workspace;
  if (!check.supports.includes(kind)) {
    return { findings: [found("workspace-unsupported", { kind, supports: check.supports })] };
  }
  try {
    const evaluation = check.evaluate(context);
    const { selected, candidates, unit, roster, emptyIsFine } = evaluation.scope;
    if (evaluation.findings.length > 0 || selected > 0 || emptyIsFine === true) return evaluation;
    return { ...evaluation, findings: [found("scope-empty", { unit, candidates, roster })] };
  } catch (error) {
    if (error instanceof WorkspaceError) {
      return { findings: [found("workspace-refused", { path: error.path, detail: error.detail })] };
    }
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { findings: [found("check-crashed", { error: text, where: check.kind })] };
  }
}
