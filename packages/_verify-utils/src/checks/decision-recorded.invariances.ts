import type { Invariance } from "../check.ts";
import { editingDecision } from "./decision-places.ts";
import { type Args, entryOf, lineAt, replaced, word } from "./decision-recorded.places.ts";

export function decisionInvariances(
  args: Pick<Args, "id"> & Partial<Pick<Args, "evidenceField">>,
): readonly Invariance[] {
  const { id } = args;
  return [
    {
      name: "the decision stands first",
      apply: editingDecision(id, (found) => {
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
      apply: editingDecision(id, (found) => {
        const { start, end } = found.record.location;
        return `${replaced(found.text, start.offset, end.offset, "").trimEnd()}\n\n${entryOf(found).trim()}\n`;
      }),
    },
    {
      name: "a section after it explains something",
      apply: editingDecision(
        id,
        ({ text }) => `${text.trimEnd()}\n\n## How to read this\n\nA decision that is open is open.\n`,
      ),
    },
    {
      name: "the status has a date",
      apply: editingDecision(id, ({ text, record }) => {
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
      apply: editingDecision(id, ({ text }) => text.replaceAll("\n\n", "\n\n\n")),
    },
    {
      name: "lines end with spaces",
      apply: editingDecision(id, ({ text }) => text.replaceAll(/(?<=\S)\n/g, " \n")),
    },
    {
      name: "the first piece of evidence comes last",
      apply: editingDecision(id, ({ text, record }) => {
        const values = record.fields[args.evidenceField ?? "closure_evidence"]?.values ?? [];
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
      apply: editingDecision(id, ({ text }) => text.replace(/\n\n/, "\n\nWhat is written here is kept.\n\n")),
    },
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
        replaced(text, record.location.end.offset, record.location.end.offset, "\n\n<!-- status: open -->\n"),
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
