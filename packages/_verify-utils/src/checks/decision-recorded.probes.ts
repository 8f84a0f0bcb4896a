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
    if (text === undefined) return new NotApplicable("the record has no such part");
    return text === where.text ? new NotApplicable("the register is so already") : { [where.path]: text };
  };
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function entryOf({ text, record }: Place): string {
  return text.slice(record.location.start.offset, record.location.end.offset);
}

interface Args {
  readonly id: string;
  readonly evidenceField: string;
  readonly statuses: readonly string[];
  readonly fields: readonly string[];
  readonly normative: readonly string[];
  readonly names: readonly string[];
}

/** A register whose only decision is gone is no register any more. */
const gone = ["decision-missing", "register-unrecognised"] as const;

const word = /[A-Za-z]+(?=\W*$)/;

export function decisionCounterexamples(args: Args): readonly Counterexample[] {
  const { id, evidenceField } = args;
  /** Replaces the text of a field, which stands where the record says. */
  const field = (name: string, by: (written: string) => string) =>
    editing(id, ({ text, record }) => {
      const at = record.fields[name]?.values[0]?.location;
      return (
        at && replaced(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)))
      );
    });
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
      expect: gone,
      apply: editing(id, ({ text, record }) =>
        replaced(text, record.location.start.offset, record.location.end.offset, ""),
      ),
    },
    {
      name: "the decision is moved into a comment",
      expect: gone,
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
      expect: gone,
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
    ...(["open", "proposed", "deferred", "superseded", "rejected"] as const)
      .filter((status) => !args.statuses.includes(status))
      .map(
        (to): Counterexample => ({
          name: `the status becomes ${to}`,
          expect: ["status-unexpected", "status-unknown"],
          apply: status((line) => line.replace(word, to)),
        }),
      ),
    {
      name: "the status says more than itself",
      expect: "status-qualified",
      apply: status((line) => line.replace(word, "$& unless it is inconvenient")),
    },
    {
      name: "the status has a question mark",
      expect: ["status-qualified", "status-unknown"],
      apply: status((line) => line.replace(word, "$&?")),
    },
    {
      name: "the status is crossed out",
      expect: ["status-missing", "status-unknown", "status-qualified", "status-unexpected"],
      apply: editing(id, ({ text, record }) => {
        const at = record.status?.location;
        return (
          at &&
          replaced(text, at.start.offset, at.end.offset, `~~${text.slice(at.start.offset, at.end.offset)}~~`)
        );
      }),
    },
    {
      name: "the status is empty",
      expect: ["status-missing", "status-unknown"],
      apply: status((line) => line.replace(word, "")),
    },
    {
      name: "the line of the status is gone",
      expect: "status-missing",
      apply: editing(id, ({ text, record }) => withoutLine(text, record.status?.location.start.offset)),
    },
    {
      name: "a second status follows",
      expect: ["status-repeated", "status-unexpected"],
      apply: editing(id, ({ text, record }) => {
        const at = record.status?.location;
        if (at === undefined) return undefined;
        const line = lineAt(text, at.start.offset);
        return replaced(
          text,
          line.end,
          line.end,
          `${text.slice(line.start, line.end).replace(word, "open")}`,
        );
      }),
    },
    ...[...new Set([...args.fields, ...args.normative])].flatMap((name): Counterexample[] => [
      { name: `${name} says nothing`, expect: "field-missing", apply: field(name, () => "") },
      {
        name: `${name} is in a comment`,
        expect: "field-missing",
        apply: field(name, (text) => `<!-- ${text} -->`),
      },
    ]),
    ...args.normative.flatMap((name): Counterexample[] => [
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
    ...args.names.slice(0, 1).map(
      (path): Counterexample => ({
        name: "a path that the gate rests on is not among the evidence",
        expect: "evidence-not-named",
        apply: editing(id, ({ text, record }) => {
          const value = record.fields[evidenceField]?.values.find((one) => one.text.includes(path));
          return withoutLine(text, value?.location.start.offset);
        }),
      }),
    ),
    {
      name: "the evidence is gone",
      expect: "decision-without-evidence",
      apply: editing(id, ({ text, record }) => {
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
        apply: editing(id, ({ text, record }) => {
          const at = record.fields[evidenceField]?.values[0]?.location;
          return at && replaced(text, at.start.offset, at.end.offset, `\`${path}\``);
        }),
      }),
    ),
    {
      name: "the decision has another id",
      expect: gone,
      apply: editing(id, ({ text, record }) => {
        const line = lineAt(text, record.location.start.offset);
        const title = text.slice(line.start, line.end).replace(id, `${id}9`);
        return replaced(text, line.start, line.end, title);
      }),
    },
    {
      name: "the register is gone",
      expect: ["register-missing", "decision-missing"],
      apply: (context) => {
        const where = place(context, id);
        return where instanceof NotApplicable ? where : { [where.path]: null };
      },
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

/** Paths that last no longer than a cleanup, or lead out of the repository. */
const ephemeral = [
  ["the evidence is a scratch file", ".scratch/notes.md"],
  ["the evidence is a scratchpad", "docs/AGENT_1_SCRATCHPAD.md"],
  ["the evidence is somewhere else", "../elsewhere.md"],
  ["the evidence is an absolute path", "/etc/hosts"],
] as const;

/** Offsets of the line that holds one, with its end. */
function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const end = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: end < 0 ? text.length : end + 1 };
}

function withoutLine(text: string, offset: number | undefined): string | undefined {
  if (offset === undefined) return undefined;
  const { start, end } = lineAt(text, offset);
  return replaced(text, start, end, "");
}

export function decisionInvariances(args: Pick<Args, "id" | "evidenceField">): readonly Invariance[] {
  const { id } = args;
  return [
    {
      name: "the decision stands first",
      apply: editing(id, (found) => {
        const { start, end } = found.record.location;
        const entry = entryOf(found);
        const rest = replaced(found.text, start.offset, end.offset, "");
        const first = rest.search(/^#{2,} /m);
        return first < 0 || first >= start.offset
          ? undefined
          : `${rest.slice(0, first)}${entry.trimEnd()}\n\n${rest.slice(first)}`;
      }),
    },
    {
      name: "the decision stands last",
      apply: editing(id, (found) => {
        const { start, end } = found.record.location;
        return `${replaced(found.text, start.offset, end.offset, "").trimEnd()}\n\n${entryOf(found).trim()}\n`;
      }),
    },
    {
      name: "a section after it explains something",
      apply: editing(
        id,
        ({ text }) => `${text.trimEnd()}\n\n## How to read this\n\nA decision that is open is open.\n`,
      ),
    },
    {
      name: "the status has a date",
      apply: editing(id, ({ text, record }) => {
        const at = record.status?.location;
        if (at === undefined) return undefined;
        return replaced(
          text,
          at.start.offset,
          at.end.offset,
          text
            .slice(at.start.offset, at.end.offset)
            .replace(word, "$& on 2026-06-01")
            .replace(/(`)( on 2026-06-01)/, "$1$2"),
        );
      }),
    },
    {
      name: "there are more empty lines",
      apply: editing(id, ({ text }) => text.replaceAll("\n\n", "\n\n\n")),
    },
    {
      name: "lines end with spaces",
      apply: editing(id, ({ text }) => text.replaceAll(/(?<=\S)\n/g, " \n")),
    },
    {
      name: "the first piece of evidence comes last",
      apply: editing(id, ({ text, record }) => {
        const values = record.fields[args.evidenceField]?.values ?? [];
        const [first, last] = [values[0]?.location.start.offset, values.at(-1)?.location.start.offset];
        if (first === undefined || last === undefined || first === last) return undefined;
        const [one, end] = [lineAt(text, first), lineAt(text, last).end];
        return (
          text.slice(0, one.start) +
          text.slice(one.end, end) +
          text.slice(one.start, one.end) +
          text.slice(end)
        );
      }),
    },
    {
      name: "a sentence stands before the decisions",
      apply: editing(id, ({ text }) => text.replace(/\n\n/, "\n\nWhat is written here is kept.\n\n")),
    },
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
