import { describe, expect, test } from "vitest";
import {
  type Check,
  decisionIds,
  decisionLanguage,
  decisionStatements,
  decisionStatuses,
  decisionSupersession,
  decisionTransitions,
} from "../../src/index.ts";
import { asFile, asHeadings, asTable, entriesOf } from "./formats.ts";
import { files, register } from "./register.ts";
import { codes, type Files, policyOf, revisionOf } from "./support.ts";
import {
  apply,
  idViolations,
  languageViolations,
  statementViolations,
  statusViolations,
  supersessionViolations,
  transitionViolations,
  type Violation,
} from "./violations.ts";

const base = revisionOf(files);
const rules: readonly (readonly [Check, readonly Violation[]])[] = [
  [decisionStatuses(), statusViolations],
  [decisionIds(), idViolations],
  [decisionTransitions(), transitionViolations],
  [decisionStatements(), statementViolations],
  [decisionLanguage(), languageViolations],
  [decisionSupersession(), supersessionViolations],
];

describe.each(rules.map(([check, violations]) => [check.name, check, violations] as const))(
  "%s",
  (_, check, violations) => {
    test.each(violations.map((one) => [one[0], one] as const))("%s", (__, violation) => {
      const text = apply(violation);
      expect(text).not.toBe(register);
      const found = codes(check, { "DECISIONS.md": text }, base);
      expect(found.map((code) => code.split(" ")[0])).toContain(violation[1]);
      expect(found).toMatchSnapshot();
    });
  },
);

const formats: readonly (readonly [string, (text: string) => Files, readonly string[]])[] = [
  [
    "keys as tables",
    (text) => ({ "DECISIONS.md": entriesOf(text).intro + entriesOf(text).list.map(asTable).join("") }),
    ["DECISIONS.md"],
  ],
  [
    "keys as headings",
    (text) => ({ "DECISIONS.md": entriesOf(text).intro + entriesOf(text).list.map(asHeadings).join("") }),
    ["DECISIONS.md"],
  ],
  [
    "a file for each",
    (text) => Object.fromEntries(entriesOf(text).list.map(asFile)),
    ["docs/decisions/*.md"],
  ],
];

/** Edits that make no sense, or another one, once their entry is written in another format. */
const ofThisFormat = new Set([
  "an id twice",
  "an id twice, in another writing",
  "a decision in a comment",
  "a decision in a code block",
  "a hedge over two lines",
]);

describe.each(formats)("in another format: %s", (_, write, registers) => {
  const policy = policyOf({ registers: [...registers] });
  const cases = rules.flatMap(([check, violations]) =>
    violations.filter(([name]) => !ofThisFormat.has(name)).map((one) => [one[0], one, check] as const),
  );
  test.each(cases)("%s", (__, violation, check) => {
    const found = codes(check, write(apply(violation)), base, policy);
    expect(found.map((code) => code.split(" ")[0])).toContain(violation[1]);
  });
});
