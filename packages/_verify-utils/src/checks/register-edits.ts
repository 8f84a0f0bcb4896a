import type { DecisionRecord } from "@phasegate/decision-records";
import { type Edits, parentOf, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { type RegisterFile, readRegisters } from "./registers.ts";

type Apply = Probe["apply"];

/** A decision that a probe writes down. */
export interface Draft {
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Drafts, from what the policy allows and the ids that they get; `undefined` where they cannot be meant here. */
export type DraftMaker = (
  policy: CheckContext["policy"],
  ids: readonly [string, string],
) => readonly Draft[] | undefined;

/**
 * Adds decisions to the first register, in its manner; the first one in place of a decision that the check is narrowed to.
 * @param sameId gives all of them one id
 * @param first which of the two ids the first one gets
 * @param from number of the first of the two ids, so that what two probes add is not taken for one
 */
export function drafting(
  judged: readonly string[] | undefined,
  make: DraftMaker,
  {
    sameId = false,
    first = 0,
    from = 9901,
  }: { readonly sameId?: boolean; readonly first?: 0 | 1; readonly from?: number } = {},
): Apply {
  return (context): Edits | NotApplicable => {
    const { files } = readRegisters(context);
    const id = judged?.[0];
    const file =
      id === undefined ? files[0] : files.find(({ records }) => records.some((one) => one.id === id));
    const known = file?.records.find((one) => id === undefined || one.id === id);
    if (file === undefined || known?.id == null)
      return new NotApplicable("no register holds a decision with an id");
    const ids: [string, string] = [id ?? freshId(known.id, from), freshId(known.id, from + 1)];
    const drafts = make(context.policy, ids);
    if (drafts === undefined) return new NotApplicable("the policy has no such status");
    const entries = drafts.map((draft, index) => ({ draft, id: ids[sameId || index === 0 ? first : 1] }));
    return written(file, id === undefined ? undefined : known, entries, context);
  };
}

function freshId(like: string, number: number): string {
  return like.replace(/\d+(?!.*\d)/, String(number));
}

type Entries = readonly { readonly draft: Draft; readonly id: string }[];

function written(
  file: RegisterFile,
  replaced: DecisionRecord | undefined,
  entries: Entries,
  { workspace }: CheckContext,
): Edits | NotApplicable {
  const text = readText(workspace, file.path);
  const [first] = file.records;
  if (text === undefined || first === undefined) return new NotApplicable(`${file.path} does not exist`);
  const heading = text.split(/\r?\n/)[first.titleLocation.start.line - 1] ?? "";
  const marks = /^#{2,6}(?=\s)/.exec(heading)?.[0];
  if (marks !== undefined) {
    const { start, end } = (replaced ?? { location: undefined }).location ?? {};
    const kept = replaced === undefined ? text : text.slice(0, start?.offset) + text.slice(end?.offset);
    return { [file.path]: `${kept}\n\n${entries.map((entry) => entryText(marks, entry)).join("\n")}` };
  }
  if (file.records.length > 1) return new NotApplicable(`${file.path} holds its decisions in rows`);
  return Object.fromEntries(
    entries.map((entry, index) => [
      index === 0 && replaced !== undefined ? file.path : beside(file.path, entry.id, index),
      entryText("#", entry),
    ]),
  );
}

function beside(path: RepoPath, id: string, index: number): RepoPath {
  return `${parentOf(path)}/${id}-probe-${index}.md`.replace(/^\//, "");
}

function entryText(marks: string, { draft, id }: Entries[number]): string {
  const fields = Object.entries(draft.fields).map(([key, value]) => `- ${key}: ${value}\n`);
  return `${marks} ${id}: ${draft.title}\n\n${fields.join("")}`;
}

/** An edit of the text of every register file. */
function everywhere(edit: (text: string) => string): Apply {
  return (context) => {
    const edits = readRegisters(context).files.flatMap(({ path }) => {
      const text = readText(context.workspace, path);
      return text === undefined || edit(text) === text ? [] : [[path, edit(text)] as const];
    });
    return edits.length === 0
      ? new NotApplicable("no register offers a place for it")
      : Object.fromEntries(edits);
  };
}

/** Nothing else than the repository as it is. */
export const asItIs: Apply = () => ({});

/** Edits of registers that mean nothing to any rule, judged against the repository as it was. */
export function harmlessRegisterEdits(judged: readonly string[] | undefined): readonly Invariance[] {
  const edits: Invariance[] = [
    { name: "lines end with CRLF", apply: everywhere((text) => text.replaceAll(/\r?\n/g, "\r\n")) },
    { name: "another list marker", apply: everywhere((text) => text.replaceAll(/^([ \t]*)- /gm, "$1* ")) },
    {
      name: "items are broken over more lines",
      apply: everywhere((text) => text.replaceAll(/^([ \t]*)([-*]) (.{60,}?) (\S.*)$/gm, "$1$2 $3\n$1  $4")),
    },
    {
      name: "a comment at the end",
      apply: everywhere((text) => `${text}\n\n<!-- status: perhaps, TBD -->\n`),
    },
  ];
  if (judged === undefined)
    edits.push({
      name: "an unrelated decision is added",
      apply: drafting(
        undefined,
        ({ statuses }) =>
          statuses.includes("open")
            ? [{ title: "Something else", fields: { status: "open", question: "What else is there?" } }]
            : undefined,
        { from: 9951 },
      ),
    });
  return edits.map((edit) => ({ ...edit, base: asItIs }));
}
