import { type DecisionRecord, readDecisions } from "@phasegate/decision-records";
import { type Edits, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";

/** The entry of a decision in its register, as text to edit. */
export interface DecisionPlace {
  readonly path: string;
  readonly text: string;
  readonly record: DecisionRecord;
}

/** Where a decision stands, or why there is no place to edit. */
export function decisionPlace(context: CheckContext, id: string): DecisionPlace | NotApplicable {
  for (const path of context.policy.registers) {
    const text = readText(context.workspace, path);
    const file = readDecisions(context.workspace, path, context.memo);
    const record = file?.kind === "recognised" ? file.records.find((one) => one.id === id) : undefined;
    if (text !== undefined && record !== undefined) return { path, text, record };
  }
  return new NotApplicable(`${id} stands in no register`);
}

/** An edit of the register that holds a decision; `undefined` means that the entry offers no place. */
export function editingDecision(
  id: string,
  edit: (place: DecisionPlace, context: CheckContext) => string | undefined,
): Probe["apply"] {
  return (context): Edits | NotApplicable => {
    const where = decisionPlace(context, id);
    if (where instanceof NotApplicable) return where;
    const text = edit(where, context);
    if (text === undefined) return new NotApplicable("the record has no such part");
    return text === where.text ? new NotApplicable("the register is so already") : { [where.path]: text };
  };
}
