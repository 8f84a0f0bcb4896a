import {
  type DocumentContract,
  readContract,
  type SectionContract,
  type SectionReading,
} from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext, Counterexample } from "../check.ts";
import { editing, splice } from "./edits.ts";

/** A section as it is written. */
interface Written {
  readonly text: string;
  readonly heading: string;
  readonly body: string;
  readonly start: number;
  readonly end: number;
}

/** Edits of each section that a document has: a way for it to say nothing any more. */
export function sectionCounterexamples(
  path: RepoPath,
  contract: DocumentContract,
): readonly Counterexample[] {
  const keys = Object.keys(contract.sections);
  return [
    ...Object.entries(contract.sections).flatMap(([key, section]) => edits(path, contract, key, section)),
    ...(contract.ordered === true
      ? [
          {
            name: `${path}: its first sections change places`,
            expect: "document-section-misplaced" as const,
            apply: swapping(path, contract, keys),
          },
        ]
      : []),
  ];
}

type Rewrite = (written: Written) => string | undefined;

function edits(
  path: RepoPath,
  contract: DocumentContract,
  key: string,
  section: SectionContract,
): readonly Counterexample[] {
  const { names, level, required, accepts = [] } = section;
  const [name] = names;
  const silent = ["document-section-missing", "document-cell-missing"] as const;
  const make = (what: string, expect: Counterexample["expect"], rewrite: Rewrite): Counterexample => ({
    name: `${path}: “${name}” ${what}`,
    expect,
    at: { path },
    apply: rewriting(path, contract, key, rewrite),
  });
  const twice = make(
    "stands there twice",
    "document-section-missing",
    ({ text }) => `${text.trimEnd()}\n\n${text}`,
  );
  const lost = required ? losses(accepts).map(([what, rewrite]) => make(what, silent, rewrite)) : [];
  const other =
    level === undefined
      ? []
      : [
          make("has a heading of another level", "document-section-misplaced", ({ heading, body }) => {
            const title = heading.replace(/^\s*#*\s*/, "").replace(/\r?\n[=-]+\s*$/, "");
            return `${"#".repeat(level === 1 ? 2 : level - 1)} ${title}${body}`;
          }),
        ];
  return [...lost, twice, ...other];
}

function losses(accepts: readonly string[]): readonly (readonly [what: string, rewrite: Rewrite])[] {
  const fenced = (text: string) => `\n~~~~~md\n${text}\n~~~~~\n\n`;
  const quoted = (text: string) => `${text.replaceAll(/^/gm, "> ")}\n\n`;
  const commented = (text: string) => `\n<!--\n${text.replaceAll("--", "- -")}\n-->\n\n`;
  return [
    ["is taken out", () => ""],
    [
      "has another heading",
      ({ heading, body }) => `${/^#+/.exec(heading)?.[0] ?? "##"} Remarks of another kind${body}`,
    ],
    [
      "has its heading crossed out",
      ({ heading, body }) => `${/^#+/.exec(heading)?.[0] ?? "##"} ~~${titleOf(heading)}~~${body}`,
    ],
    ["has no content", ({ heading }) => `${heading}\n\n`],
    ["has a placeholder as content", ({ heading }) => `${heading}\n\nTODO\n\n`],
    ["has an empty list as content", ({ heading }) => `${heading}\n\n-\n-\n\n`],
    ["has a doubt as content", ({ heading }) => `${heading}\n\nTo be decided, probably later.\n\n`],
    ["has its content in a comment", ({ heading, body }) => `${heading}\n${commented(body)}`],
    ["stands in a comment", ({ text }) => commented(text)],
    ["stands in a block of code", ({ text }) => fenced(text)],
    ["stands in a quotation", ({ text }) => quoted(text)],
    ...(accepts.includes("code")
      ? []
      : [
          [
            "has its content in a block of code",
            ({ heading, body }: Written) => `${heading}\n${fenced(body)}`,
          ] as const,
        ]),
    ...(accepts.includes("quote")
      ? []
      : [
          [
            "has its content in a quotation",
            ({ heading, body }: Written) => `${heading}\n\n${quoted(body)}`,
          ] as const,
        ]),
  ];
}

function titleOf(heading: string): string {
  return heading
    .replace(/\r?\n\s*[=-]+\s*$/, "")
    .replace(/^\s*#+\s*/, "")
    .replace(/\s*#*\s*$/, "");
}

function rewriting(
  path: RepoPath,
  contract: DocumentContract,
  key: string,
  rewrite: Rewrite,
): Counterexample["apply"] {
  return editing(path, (text, context) => {
    const section = sectionsOf(path, contract, context)?.[key];
    if (section === undefined) return undefined;
    const written = writtenIn(text, section);
    const by = rewrite(written);
    return by === undefined ? undefined : splice(text, written.start, written.end, by);
  });
}

function swapping(
  path: RepoPath,
  contract: DocumentContract,
  keys: readonly string[],
): Counterexample["apply"] {
  return editing(path, (text, context) => {
    const sections = sectionsOf(path, contract, context);
    const there = keys.flatMap((key) => sections?.[key] ?? []).map((one) => writtenIn(text, one));
    const pair = there.flatMap((one, index) => {
      const next = there[index + 1];
      return next !== undefined && one.end <= next.start ? [[one, next] as const] : [];
    })[0];
    if (pair === undefined) return undefined;
    const [one, next] = pair;
    const between = text.slice(one.end, next.start);
    return splice(text, one.start, next.end, `${next.text.trimEnd()}\n\n${between}${one.text}`);
  });
}

function sectionsOf(path: RepoPath, contract: DocumentContract, { workspace, memo }: CheckContext) {
  const answer = readContract(workspace, path, contract, memo);
  return answer.kind === "read" ? answer.facts.sections : undefined;
}

function writtenIn(text: string, { location, whole }: SectionReading): Written {
  const [start, end] = [whole.start.offset, whole.end.offset];
  const bodyAt = location.end.offset;
  return {
    text: text.slice(start, end),
    heading: text.slice(start, bodyAt),
    body: text.slice(bodyAt, end),
    start,
    end,
  };
}
