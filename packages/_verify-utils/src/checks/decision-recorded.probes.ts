import { type DecisionRecord, parseDecisions } from "@phasegate/decision-records";
import { type Edits, readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";

interface Place {
  readonly path: string;
  readonly text: string;
  readonly record: DecisionRecord;
}

/** Where the decision stands, or why there is no place to edit. */
function place(context: CheckContext, id: string): Place | NotApplicable {
  for (const path of context.policy.registers) {
    const text = readText(context.workspace, path);
    const file = text === undefined ? undefined : parseDecisions({ path, text });
    const record = file?.kind === "recognised" ? file.records.find((one) => one.id === id) : undefined;
    if (text !== undefined && record !== undefined) return { path, text, record };
  }
  return new NotApplicable(`${id} stands in no register`);
}

function editing(
  id: string,
  edit: (found: Place) => string | undefined,
): (context: CheckContext) => Edits | NotApplicable {
  return (context) => {
    const where = place(context, id);
    if (where instanceof NotApplicable) return where;
    const text = edit(where);
    return text === undefined ? new NotApplicable("the record has no such part") : { [where.path]: text };
  };
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function entryOf({ text, record }: Place): string {
  return text.slice(record.location.start.offset, record.location.end.offset);
}

export function decisionCounterexamples(args: {
  id: string;
  evidenceField: string;
}): readonly Counterexample[] {
  const { id, evidenceField } = args;
  const status = (by: (written: string) => string) =>
    editing(id, ({ text, record }) => {
      const at = record.status?.location;
      return (
        at && replaced(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)))
      );
    });
  return [
    {
      name: "the decision is removed",
      expect: "decision-missing",
      apply: editing(id, ({ text, record }) =>
        replaced(text, record.location.start.offset, record.location.end.offset, ""),
      ),
    },
    {
      name: "the decision is moved into a comment",
      expect: "decision-missing",
      apply: editing(id, (found) =>
        replaced(
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
      apply: editing(id, (found) =>
        replaced(
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
      apply: editing(id, (found) => `${found.text}\n\n${entryOf(found)}\n`),
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
      apply: editing(id, ({ text, record }) => {
        const value = record.fields[evidenceField]?.values[0];
        return (
          value && replaced(text, value.location.start.offset, value.location.end.offset, "`no/such/file.ts`")
        );
      }),
    },
    {
      name: "what the evidence names is deleted",
      expect: "evidence-path-missing",
      apply: (context) => {
        const where = place(context, id);
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
      apply: editing(
        id,
        ({ text }) => `${text}\n\n### X-999 — Unrelated\n\n- \`status\`: \`open\`\n- \`question\`: Is it?\n`,
      ),
    },
    {
      name: "a comment is added",
      apply: editing(id, ({ text, record }) =>
        replaced(text, record.location.end.offset, record.location.end.offset, "\n\n<!-- status: open -->\n"),
      ),
    },
    { name: "lines end with CRLF", apply: editing(id, ({ text }) => text.replaceAll(/\r?\n/g, "\r\n")) },
    { name: "another list marker", apply: editing(id, ({ text }) => text.replaceAll(/^(\s*)- /gm, "$1* ")) },
  ];
}
