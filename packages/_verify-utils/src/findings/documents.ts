import type { OfCell, OfDocument } from "./decision-evidence.ts";
import { finding } from "./define.ts";

/** What a file holds that has no one clear meaning, and what to write instead. */
const unclear: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  syntax: ["it is not well-formed", "write it well-formed; a linter of the format shows the place"],
  "duplicate-key": ["a key stands twice in one mapping", "keep one of them"],
  "several-documents": ["it holds several documents", "keep one document a file, without a second `---`"],
  tab: ["a tab indents a line", "indent with spaces"],
  anchor: ["it defines an anchor", "write the value out, without `&`"],
  alias: ["it refers to an anchor", "write the value out, without `*`"],
  "merge-key": ["it merges keys", "write the keys out, without `<<`"],
  tag: ["it sets a type by a tag", "write the value without `!`, in quotes where it is text"],
  directive: ["it asks for another version of YAML", "take the directive off"],
  "key-not-text": ["a key is not text", "write a word, in quotes where it looks like a number"],
  nesting: ["it is nested too deeply", "flatten it"],
  empty: ["it is empty", "write what its contract asks for"],
};

/** Findings on the form of documents: sections, cells, values. */
export const documentFindings = {
  "document-section-misplaced": finding<OfDocument & { section: string; expected: string; got: string }>({
    verdict: "failed",
    title: "A section stands in another place than agreed",
    message: ({ document, section, expected, got }) =>
      `expected the section “${section}” of ${document} ${at(expected)}, got it ${at(got)}`,
    mend: ({ section, expected }) => `move “${section}” ${at(expected)}`,
    meaning:
      "A contract can say the level of a heading, and that sections stand in its order. Where it says neither, a section counts wherever it stands.",
    sample: { document: "docs/E4_DISPOSITION.md", section: "Outcomes", expected: "level 2", got: "level 3" },
  }),
  "document-cell-repeated": finding<OfCell>({
    verdict: "failed",
    title: "A document answers a question twice",
    message: ({ document, section, column }) =>
      `“${section}” of ${document} says twice what its “${column}” is, in a second column or key`,
    mend: ({ column }) => `keep one “${column}”`,
    meaning:
      "With two answers, each reader finds the one that suits. Other names of a column are that column.",
    sample: { document: "docs/E4_DISPOSITION.md", section: "Outcomes", column: "Status" },
  }),
  "document-cell-vague": finding<OfCell & { text: string }>({
    verdict: "failed",
    title: "A document says something that binds nobody",
    message: ({ document, section, column, text }) =>
      `“${column}” of “${section}” in ${document} only says “${text}”`,
    mend: ({ column }) => `say under “${column}” what can be held against the facts`,
    meaning: "“Someone”, “probably” and “as needed” answer no question.",
    sample: {
      document: "docs/E4_DISPOSITION.md",
      section: "Outcomes",
      column: "Reason",
      text: "probably fine",
    },
  }),
  "document-path-missing": finding<OfCell & { path: string; why: string }>({
    verdict: "failed",
    title: "A document names a path that is not there",
    message: ({ document, section, column, path, why }) =>
      `“${column}” of “${section}” in ${document} names ${path}: ${why}`,
    mend: ({ path }) => `correct ${path}, or write \`planned\` beside it until it is there`,
    meaning:
      "A path in a document is a claim that a reader follows. A file that was renamed or deleted takes the claim with it; what is still to be made is said to be planned.",
    sample: {
      document: "docs/GATES.md",
      section: "Gates",
      column: "Script",
      path: "scripts/verify-a.ts",
      why: "it does not exist",
    },
  }),
  "document-value-invalid": finding<OfDocument & { where: string; expected: string; got: string }>({
    verdict: "failed",
    title: "A value of a document is not what its contract asks for",
    message: ({ document, where, expected, got }) =>
      `${where} in ${document}: expected ${expected}, got ${got}`,
    mend: ({ where, expected }) => `write ${expected} as ${where}`,
    meaning:
      "Values of a document (cells, keys, front matter, YAML, JSON) are read into types, so that gates and people read the same.",
    sample: {
      document: "docs/WORKBREAKDOWN.yaml",
      where: "slices[2].owner",
      expected: "text",
      got: "nothing",
    },
  }),
  "document-data-unreadable": finding<OfDocument & { problem: string; detail: string }>({
    verdict: "blocked",
    title: "A document's data have no one clear meaning",
    message: ({ document, problem, detail }) =>
      `${document} cannot be read: ${unclear[problem]?.[0] ?? problem} (${detail})`,
    mend: ({ problem }) => unclear[problem]?.[1] ?? "write it so that every reader reads the same",
    meaning:
      "YAML is read as 1.2 with plain values only: two readers that disagree on a duplicate key, an anchor or a merge key would judge two different documents.",
    sample: {
      document: "docs/WORKBREAKDOWN.yaml",
      problem: "duplicate-key",
      detail: "Map keys must be unique",
    },
  }),
} as const;

function at(place: string): string {
  return place.startsWith("level") ? `at ${place}` : place;
}
