import { type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { decisionPlace, editingDecision } from "./decision-places.ts";
import { decisionInvariances } from "./decision-recorded.invariances.ts";
import type { DocumentsMention } from "./documents-mention.ts";
import { splice } from "./edits.ts";
import { namedDocuments } from "./named-documents.ts";

/** A document that the decision names, other than its register. */
function firstDocument(context: CheckContext, { id, fields }: DocumentsMention): RepoPath | NotApplicable {
  const where = decisionPlace(context, id);
  if (where instanceof NotApplicable) return where;
  const { references } = namedDocuments(where.record, context, fields);
  const path = references.find((one) => one.path !== where.path)?.path;
  return path ?? new NotApplicable(`${id} names no other document`);
}

/** A line of prose on several lines. */
function reflowed(line: string): string {
  return line.replaceAll(/([a-z,]) ([a-z])/g, "$1\n$2");
}

function rewriting(args: DocumentsMention, edit: (text: string) => string): Counterexample["apply"] {
  return (context) => {
    const path = firstDocument(context, args);
    if (path instanceof NotApplicable) return path;
    const text = readText(context.workspace, path);
    return text === undefined ? new NotApplicable(`${path} does not exist`) : { [path]: edit(text) };
  };
}

export function mentionCounterexamples(args: DocumentsMention): readonly Counterexample[] {
  const { id, fields, names = [] } = args;
  const dropped: readonly Counterexample[] = names.slice(0, 1).map((path) => ({
    name: `${path} is not named any more`,
    expect: "document-not-named",
    apply: editingDecision(id, (place, context) => {
      const { references } = namedDocuments(place.record, context, fields);
      const ends = references.filter((one) => one.path === path).reverse();
      const cut = (text: string, one: (typeof ends)[number]) => splice(text, one.start, one.end, "gone");
      return ends.length === 0 ? undefined : ends.reduce(cut, place.text);
    }),
  }));
  return [
    ...dropped,
    {
      name: "a named document is deleted",
      expect: "document-missing",
      apply: (context) => {
        const path = firstDocument(context, args);
        return path instanceof NotApplicable ? path : { [path]: null };
      },
    },
    {
      name: "a named document speaks of another decision",
      expect: "document-silent",
      apply: rewriting(args, (text) => text.replaceAll(new RegExp(id, "gi"), "X-999")),
    },
    {
      name: "a named document mentions it in a comment and in code only",
      expect: "document-silent",
      apply: rewriting(args, () => `# Notes\n\n<!-- ${id} -->\n\n\`\`\`\n${id}\n\`\`\`\n`),
    },
    {
      name: "a link leads to no heading",
      expect: "anchor-missing",
      apply: editingDecision(id, (place, context) => {
        const { references } = namedDocuments(place.record, context, fields);
        const link = references.find(({ start }) => place.text[start] === "[");
        if (link === undefined) return undefined;
        const written = link.written.split("#")[0] ?? "";
        return splice(place.text, link.start, link.end, `[x](${written}#no-such-heading)`);
      }),
    },
  ];
}

export function mentionInvariances(args: DocumentsMention): readonly Invariance[] {
  const { id } = args;
  return [
    ...decisionInvariances({ id }),
    {
      name: "a named document is reflowed and grows",
      apply: rewriting(
        args,
        (text) => `${text.replaceAll(/^[A-Za-z].*$/gm, reflowed)}\n\n## Unrelated\n\nMore.\n`,
      ),
    },
    {
      name: "a named document ends its lines with CRLF",
      apply: rewriting(args, (text) => text.replaceAll(/\r?\n/g, "\r\n")),
    },
  ];
}
