import { readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { canonicalDocuments } from "./documents.ts";
import { harmlessDocumentEdits } from "./edits.ts";
import { readRegisters } from "./registers.ts";
import type { StatusesAgree } from "./statuses-agree.ts";

interface Place {
  readonly id: string;
  readonly status: string;
  /** A status that the decision does not have. */
  readonly other: string;
  readonly path: string;
  readonly text: string;
}

/** A canonical document to speak in, and a decision to speak of. */
function place(args: StatusesAgree, context: CheckContext): Place | NotApplicable {
  const { records } = readRegisters(context);
  const record = records.find(({ id }) => id !== null && (args.decisions?.includes(id) ?? true));
  const status = record?.status?.canonical;
  if (record?.id == null || status == null)
    return new NotApplicable("no register holds a decision with a status");
  const { canonical } = canonicalDocuments(context);
  const path = canonical.find((one) => !context.policy.registers.includes(one)) ?? canonical[0];
  const text = path === undefined ? undefined : readText(context.workspace, path);
  if (path === undefined || text === undefined) return new NotApplicable("there is no canonical document");
  return { id: record.id, status, other: status === "open" ? "closed" : "open", path, text };
}

function saying(args: StatusesAgree, what: (found: Place) => string): Counterexample["apply"] {
  return (context) => {
    const found = place(args, context);
    if (found instanceof NotApplicable) return found;
    return { [found.path]: `${found.text}\n\n## A remark of today\n\n${what(found)}\n` };
  };
}

export function agreeCounterexamples(args: StatusesAgree): readonly Counterexample[] {
  const claims: readonly (readonly [string, (found: Place) => string])[] = [
    ["a sentence says otherwise", ({ id, other }) => `The decision ${id} remains ${other}.`],
    ["a sentence denies it", ({ id, status }) => `${id} is not yet ${status}.`],
    ["a list item says otherwise", ({ id, other }) => `- **${id}**: ${other}`],
    ["a key says otherwise", ({ id, other }) => `- ${id}\n  - \`status\`: \`${other}\``],
    [
      "a table says otherwise",
      ({ id, other }) => `| Decision | Status |\n| --- | --- |\n| ${id} | ${other} |`,
    ],
    ["a heading says otherwise", ({ id, other }) => `### ${id} — a title (${other})`],
  ];
  return claims.map(([name, what]) => ({ name, expect: "status-contradicted", apply: saying(args, what) }));
}

export function agreeInvariances(args: StatusesAgree): readonly Invariance[] {
  const sayings: readonly (readonly [string, (found: Place) => string])[] = [
    ["a sentence says the same", ({ id, status }) => `${id} is ${status}.`],
    ["the past is told", ({ id, other }) => `${id} was ${other} until last year.`],
    ["somebody is quoted", ({ id, other }) => `> ${id} is ${other}.\n\nA note said “${id} is ${other}”.`],
    ["code shows it", ({ id, other }) => `\`\`\`yaml\n${id}: ${other}\n\`\`\`\n\nWrite \`${id}: ${other}\`.`],
    ["a condition and a question", ({ id, other }) => `If ${id} is ${other}, what then? Is ${id} ${other}?`],
    ["another decision is spoken of", ({ id, other }) => `Unlike ${id}, X-999 is ${other}.`],
    [
      "a table of slices",
      ({ id, other }) => `| Slice | Needs | Status |\n| --- | --- | --- |\n| E9 | ${id} | ${other} |`,
    ],
  ];
  return [
    ...sayings.map(([name, what]) => ({ name, apply: saying(args, what) })),
    {
      name: "harmless edits of a document",
      apply: (context) => {
        const found = place(args, context);
        if (found instanceof NotApplicable) return found;
        const [edit] = harmlessDocumentEdits(found.path);
        return edit?.apply(context) ?? new NotApplicable("none");
      },
    },
  ];
}
