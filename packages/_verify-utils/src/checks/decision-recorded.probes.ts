import { type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { type DecisionPlace, decisionPlace, editingDecision } from "./decision-places.ts";
import { splice } from "./edits.ts";

function entryOf({ text, record }: DecisionPlace): string {
  return text.slice(record.location.start.offset, record.location.end.offset);
}

export function decisionCounterexamples(args: {
  id: string;
  evidenceField: string;
}): readonly Counterexample[] {
  const { id, evidenceField } = args;
  const status = (by: (written: string) => string) =>
    editingDecision(id, ({ text, record }) => {
      const at = record.status?.location;
      return (
        at && splice(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)))
      );
    });
  return [
    {
      name: "the decision is removed",
      expect: "decision-missing",
      apply: editingDecision(id, ({ text, record }) =>
        splice(text, record.location.start.offset, record.location.end.offset, ""),
      ),
    },
    {
      name: "the decision is moved into a comment",
      expect: "decision-missing",
      apply: editingDecision(id, (found) =>
        splice(
          found.text,
          found.record.location.start.offset,
          found.record.location.end.offset,
          `<!--\n${entryOf(found)}\n-->\n`,
        ),
      ),
    },
    {
      name: "the decision is moved into a code block",
      expect: "decision-missing",
      apply: editingDecision(id, (found) =>
        splice(
          found.text,
          found.record.location.start.offset,
          found.record.location.end.offset,
          `\`\`\`\`md\n${entryOf(found)}\n\`\`\`\`\n`,
        ),
      ),
    },
    {
      name: "the decision stands there twice",
      expect: "decision-duplicated",
      apply: editingDecision(id, (found) => `${found.text}\n\n${entryOf(found)}\n`),
    },
    {
      name: "the status leaves the vocabulary",
      expect: "status-unknown",
      apply: status((line) => line.replace(/[A-Za-z]+(?=\W*$)/, "perhaps")),
    },
    {
      name: "the decision is opened again",
      expect: "status-unexpected",
      apply: status((line) => line.replace(/[A-Za-z]+(?=\W*$)/, "open")),
    },
    {
      name: "a piece of evidence is misspelt",
      expect: "evidence-path-missing",
      apply: editingDecision(id, ({ text, record }) => {
        const value = record.fields[evidenceField]?.values[0];
        return (
          value && splice(text, value.location.start.offset, value.location.end.offset, "`no/such/file.ts`")
        );
      }),
    },
    {
      name: "what the evidence names is deleted",
      expect: "evidence-path-missing",
      apply: (context) => {
        const where = decisionPlace(context, id);
        if (where instanceof NotApplicable) return where;
        const value = where.record.fields[evidenceField]?.values[0]?.text;
        if (value === undefined || context.workspace.entry(value) !== "file")
          return new NotApplicable("the first piece of evidence is no file");
        return { [value]: null };
      },
    },
  ];
}

export function decisionInvariances(args: { id: string }): readonly Invariance[] {
  const { id } = args;
  return [
    {
      name: "an unrelated decision is added",
      apply: editingDecision(
        id,
        ({ text }) => `${text}\n\n### X-999 — Unrelated\n\n- \`status\`: \`open\`\n- \`question\`: Is it?\n`,
      ),
    },
    {
      name: "a comment is added",
      apply: editingDecision(id, ({ text, record }) =>
        splice(text, record.location.end.offset, record.location.end.offset, "\n\n<!-- status: open -->\n"),
      ),
    },
    {
      name: "lines end with CRLF",
      apply: editingDecision(id, ({ text }) => text.replaceAll(/\r?\n/g, "\r\n")),
    },
    {
      name: "another list marker",
      apply: editingDecision(id, ({ text }) => text.replaceAll(/^(\s*)- /gm, "$1* ")),
    },
  ];
}
