import { type Counterexample, NotApplicable } from "../check.ts";
import { decisionPlace, editingDecision } from "./decision-places.ts";
import { type Args, entryOf, lineAt, replaced, withoutLine } from "./decision-recorded.places.ts";
import { statusCounterexamples } from "./decision-recorded.status.ts";

/** A register whose only decision is gone is no register any more. */
const gone = ["decision-missing", "register-unrecognised"] as const;

/** Paths that last no longer than a cleanup, or lead out of the repository. */
const ephemeral = [
  ["the evidence is a scratch file", ".scratch/notes.md"],
  ["the evidence is a scratchpad", "docs/AGENT_1_SCRATCHPAD.md"],
  ["the evidence is somewhere else", "../elsewhere.md"],
  ["the evidence is an absolute path", "/etc/hosts"],
] as const;

export function decisionCounterexamples(args: Args): readonly Counterexample[] {
  const { id, evidenceField, fields = [], normative = [], names = [] } = args;
  /** Replaces the text of a field, which stands where the record says. */
  const field = (name: string, by: (written: string) => string) =>
    editingDecision(id, ({ text, record }) => {
      const at = record.fields[name]?.values[0]?.location;
      return (
        at && replaced(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)))
      );
    });
  return [
    {
      name: "the decision is removed",
      expect: gone,
      apply: editingDecision(id, ({ text, record }) =>
        replaced(text, record.location.start.offset, record.location.end.offset, ""),
      ),
    },
    {
      name: "the decision is moved into a comment",
      expect: gone,
      apply: editingDecision(id, (found) =>
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
      expect: gone,
      apply: editingDecision(id, (found) =>
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
      apply: editingDecision(id, (found) => `${found.text}\n\n${entryOf(found)}\n`),
    },
    ...statusCounterexamples(args),
    ...[...new Set([...fields, ...normative])].flatMap((name): Counterexample[] => [
      { name: `${name} says nothing`, expect: "field-missing", apply: field(name, () => "") },
      {
        name: `${name} is in a comment`,
        expect: "field-missing",
        apply: field(name, (text) => `<!-- ${text} -->`),
      },
    ]),
    ...normative.flatMap((name): Counterexample[] => [
      {
        name: `${name} demands nothing any more`,
        expect: "field-not-normative",
        apply: field(name, (text) => text.replaceAll(/\b(MUST|SHALL|REQUIRED)\b/g, "MAY")),
      },
      {
        name: `${name} only wishes`,
        expect: "field-not-normative",
        apply: field(name, (text) => text.replaceAll(/\b(MUST|SHALL|REQUIRED)\b/g, "should")),
      },
    ]),
    ...names.slice(0, 1).map(
      (path): Counterexample => ({
        name: "a path that the gate rests on is not among the evidence",
        expect: "evidence-not-named",
        apply: editingDecision(id, ({ text, record }) => {
          const value = record.fields[evidenceField]?.values.find((one) => one.text.includes(path));
          return withoutLine(text, value?.location.start.offset);
        }),
      }),
    ),
    {
      name: "the evidence is gone",
      expect: "decision-without-evidence",
      apply: editingDecision(id, ({ text, record }) => {
        const values = record.fields[evidenceField]?.values ?? [];
        const [first, last] = [values[0]?.location.start.offset, values.at(-1)?.location.start.offset];
        if (first === undefined || last === undefined) return undefined;
        return replaced(text, lineAt(text, first).start, lineAt(text, last).end, "");
      }),
    },
    ...ephemeral.map(
      ([title, path]): Counterexample => ({
        name: title,
        expect: ["evidence-path-missing", "evidence-path-not-durable"],
        apply: editingDecision(id, ({ text, record }) => {
          const at = record.fields[evidenceField]?.values[0]?.location;
          return at && replaced(text, at.start.offset, at.end.offset, `\`${path}\``);
        }),
      }),
    ),
    {
      name: "the decision has another id",
      expect: gone,
      apply: editingDecision(id, ({ text, record }) => {
        const line = lineAt(text, record.location.start.offset);
        const title = text.slice(line.start, line.end).replace(id, `${id}9`);
        return replaced(text, line.start, line.end, title);
      }),
    },
    {
      name: "the register is gone",
      expect: ["register-missing", "decision-missing"],
      apply: (context) => {
        const where = decisionPlace(context, id);
        return where instanceof NotApplicable ? where : { [where.path]: null };
      },
    },
    {
      name: "a piece of evidence is misspelt",
      expect: "evidence-path-missing",
      apply: editingDecision(id, ({ text, record }) => {
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
