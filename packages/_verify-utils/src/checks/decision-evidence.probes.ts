import { type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { type DecisionPlace, decisionPlace, editingDecision } from "./decision-places.ts";
import { decisionInvariances } from "./decision-recorded.invariances.ts";
import { splice } from "./edits.ts";

interface Args {
  readonly id: string;
  readonly evidenceField: string;
}

/** The register with its first piece of evidence written otherwise. */
function firstEvidence({ text, record }: DecisionPlace, field: string, by: string): string | undefined {
  const value = record.fields[field]?.values[0];
  return value && splice(text, value.location.start.offset, value.location.end.offset, by);
}

export function evidenceCounterexamples({ id, evidenceField }: Args): readonly Counterexample[] {
  return [
    {
      name: "evidence that no check is about",
      expect: "evidence-not-judged",
      apply: editingDecision(id, (place, { workspace, needs }) => {
        const judged = new Set(needs.flatMap(({ checks }) => checks.flatMap(({ subjects }) => subjects)));
        const idle = workspace
          .files()
          .find(
            (path) => path.endsWith(".json") && !judged.has(path) && workspace.gitState(path) === "tracked",
          );
        return idle === undefined ? undefined : firstEvidence(place, evidenceField, `\`${idle}\``);
      }),
    },
    {
      name: "evidence that does not exist",
      expect: "evidence-path-missing",
      apply: editingDecision(id, (place) => firstEvidence(place, evidenceField, "`no/such/file.ts`")),
    },
    {
      name: "evidence that git does not track",
      expect: "evidence-path-not-durable",
      apply: (context) => {
        const where = decisionPlace(context, id);
        if (where instanceof NotApplicable) return where;
        const path = "phasegate-untracked-evidence.md";
        const text = firstEvidence(where, evidenceField, `\`${path}\``);
        return text === undefined
          ? new NotApplicable("it names none")
          : { [where.path]: text, [path]: "# X\n" };
      },
    },
    {
      name: "what the evidence names is deleted",
      expect: "evidence-path-missing",
      apply: (context) => {
        const where = decisionPlace(context, id);
        if (where instanceof NotApplicable) return where;
        const path = where.record.fields[evidenceField]?.values[0]?.text;
        if (path === undefined || context.workspace.entry(path) !== "file")
          return new NotApplicable("the first piece of evidence is no file");
        return { [path]: null };
      },
    },
    {
      name: "no evidence is left",
      expect: "decision-without-evidence",
      apply: editingDecision(id, ({ text, record }) => {
        const at = record.fields[evidenceField]?.location;
        return at && splice(text, at.start.offset, at.end.offset, "- `note`: none");
      }),
    },
    {
      name: "the decision is opened again",
      expect: "status-unexpected",
      apply: editingDecision(id, ({ text, record }) => {
        const at = record.status?.location;
        return at && splice(text, at.start.offset, at.end.offset, "`open`");
      }),
    },
  ];
}

export function evidenceInvariances({ id, evidenceField }: Args): readonly Invariance[] {
  return [
    ...decisionInvariances({ id }),
    {
      name: "an unrelated file is added",
      apply: () => ({ "phasegate-unrelated.txt": "nothing\n" }),
    },
    {
      name: "evidence is named twice",
      apply: editingDecision(id, ({ text, record }) => {
        const value = record.fields[evidenceField]?.values[0];
        if (value === undefined) return undefined;
        return splice(text, value.location.end.offset, value.location.end.offset, ` (${value.raw})`);
      }),
    },
  ];
}
