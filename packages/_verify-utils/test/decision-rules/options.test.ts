import { describe, expect, test } from "vitest";
import {
  type Check,
  decisionIds,
  decisionLanguage,
  decisionRules,
  decisionStatements,
  decisionStatuses,
  decisionSupersession,
  decisionTransitions,
  defineGate,
} from "../../src/index.ts";
import { judge } from "../support.ts";
import { files } from "./register.ts";
import { codes, noBase, policyOf, repositoryOf, revisionOf } from "./support.ts";

const madr = (fields: string, body: string) => ({
  "docs/adr/0001-redis.md": `# Use Redis\n\n${fields}\n\n## Context and Problem Statement\n\nWhere do sessions live?\n\n## Decision Outcome\n\n${body}\n`,
});
const policy = policyOf({
  registers: ["docs/adr/*.md"],
  statuses: ["proposed", "accepted", "rejected", "deprecated", "superseded"],
});
const judged = (check: Check, files: Record<string, string>) => codes(check, files, noBase, policy);

describe("a repository of its own words", () => {
  const rules = decisionRules({
    statements: { words: ["must", "will"], fields: { scope: [], evidence: [] } },
    language: {
      words: ["must", "will"],
      allow: ["approximately"],
      deny: ["simply", "at the end of the day"],
    },
  });
  const all = (files: Record<string, string>) => rules.flatMap((check) => judged(check, files));

  test("passes with them", () => {
    expect(
      all(
        madr(
          "- Status: accepted",
          "Chosen option: Redis. Sessions will live in Redis for approximately a day.",
        ),
      ),
    ).toEqual([]);
  });
  test.each([
    ["no word that demands", "Sessions live in Redis.", "field-not-normative"],
    ["a word that is denied", "Sessions will simply live in Redis.", "decision-hedged"],
    [
      "a phrase that is denied, over two lines",
      "At the end\nof the day, sessions will live in Redis.",
      "decision-hedged",
    ],
    ["a hedge", "Sessions will usually live in Redis.", "decision-hedged"],
  ])("fails with %s", (_, body, code) => {
    expect(all(madr("- Status: accepted", body)).map((one) => one.split(" ")[0])).toEqual([code]);
  });
  test("is held to its own vocabulary", () => {
    expect(judged(decisionStatuses(), madr("- Status: locked", ""))).toEqual([
      "status-unknown docs/adr/0001-redis.md:3",
    ]);
  });
});

test("names of fields, states and parts of watchpoints are the repository's", () => {
  const check = decisionStatements({
    fields: { statement: ["Beschluss"], scope: ["Gilt für"], evidence: ["Belege"] },
    words: ["MUSS"],
    states: { decided: ["accepted"] },
  });
  const written =
    "- Status: accepted\n- Beschluss: Der Dienst MUSS antworten.\n- Gilt für: alle Dienste\n- Belege: `src/a.ts`";
  expect(judged(check, madr(written, ""))).toEqual([]);
  expect(judged(check, madr(written.replace("MUSS", "muss"), ""))).toEqual([
    "field-not-normative docs/adr/0001-redis.md:4",
  ]);
});

test("a field that tells of transitions has the repository's name", () => {
  const files = (status: string, told: string) => ({
    "DECISIONS.md": `### D-1 — X\n\n- status: ${status}\n- Verlauf: ${told}\n`,
  });
  const check = decisionTransitions({ fields: ["Verlauf"] });
  const base = revisionOf(files("open", "none"));
  expect(codes(check, files("locked", "open → locked"), base)).toEqual([]);
  expect(codes(check, files("locked", "open → closed"), base)).toEqual([
    "transition-text-differs DECISIONS.md:4",
  ]);
});

test("decisions without an id are known by their titles where that is wanted", () => {
  const files = (title: string) => ({
    "DECISIONS.md": `## 2026-04-26: ${title}\n\n- Status: open\n- Decision: To keep it short.\n`,
  });
  const byTitle = decisionIds({ withoutId: "by-title" });
  expect(codes(decisionIds(), files("Names"))).toEqual(["decision-without-id DECISIONS.md:1"]);
  expect(codes(byTitle, files("Names"), revisionOf(files("Names")))).toEqual([]);
  expect(codes(byTitle, files("Numbers"), revisionOf(files("Names")))).toEqual([
    "decision-deleted DECISIONS.md",
  ]);
});

test("a decision whose heading and file disagree on its id", () => {
  const files = {
    "docs/adr/0008-redis.md": "# 7. Redis\n\n## Status\n\naccepted\n\n## Decision\n\nRedis.\n",
  };
  expect(judged(decisionIds(), files)).toEqual(["decision-id-mismatch docs/adr/0008-redis.md:1"]);
});

test("all rules make one gate", () => {
  const checks = decisionRules();
  const gate = defineGate({ id: "decisions", slice: "decisions", checks });
  const config = { gates: [gate], suites: { quick: ["decisions"] }, policy: { registers: ["DECISIONS.md"] } };
  const document = judge([gate], { config, workspace: repositoryOf(files) });
  expect(document.verdict).toBe("passed");
  expect(document.gates[0]?.checks.map(({ name, scope }) => `${name} ${scope?.selected}`)).toEqual(
    checks.map(({ name }) => `${name} 6`),
  );
});

test("one side is enough where that is wanted", () => {
  const files = {
    "DECISIONS.md": "### D-1 — X\n\n- status: superseded by D-2\n\n### D-2 — Y\n\n- status: locked\n",
  };
  expect(codes(decisionSupersession(), files)).toEqual(["supersession-one-sided DECISIONS.md:5"]);
  expect(codes(decisionSupersession({ oneSided: "allowed" }), files)).toEqual([]);
});

test("a row of a table is judged like any other decision", () => {
  const table = (rows: string) => ({
    "DECISIONS.md": `# Decisions\n\n| ID | Decision | Status | Closure scope | Closure evidence |\n| --- | --- | --- | --- | --- |\n${rows}`,
  });
  const good = "| D-1 | A request MUST be answered once. | locked | All routes | `src/a.ts` |\n";
  for (const check of decisionRules()) expect(codes(check, table(good))).toEqual([]);
  expect(codes(decisionStatements(), table(good.replace("MUST", "may")))).toEqual([
    "field-not-normative DECISIONS.md:5",
  ]);
  expect(codes(decisionLanguage(), table(good.replace("All routes", "TBD")))).toEqual([
    "decision-placeholder DECISIONS.md:5",
  ]);
});

test.each([
  [{ transitions: { opne: ["locked"] } }, "policy.transitions"],
  [{ transitions: { open: ["lokced"] } }, "policy.transitions.open"],
  [{ initial: ["draft"] }, "policy.initial"],
])("a policy that knows other words than its own is refused: %o", (input, place) => {
  expect(() => policyOf(input)).toThrow(place);
});

test("the usual transitions follow the vocabulary", () => {
  expect(policyOf({}).transitions).toMatchInlineSnapshot(`
    {
      "closed": [
        "superseded",
      ],
      "deferred": [
        "open",
        "proposed",
        "locked",
        "closed",
        "superseded",
        "rejected",
      ],
      "locked": [
        "closed",
        "deferred",
        "superseded",
      ],
      "open": [
        "proposed",
        "locked",
        "closed",
        "deferred",
        "superseded",
        "rejected",
      ],
      "proposed": [
        "open",
        "locked",
        "closed",
        "deferred",
        "superseded",
        "rejected",
      ],
      "rejected": [],
      "superseded": [],
    }
  `);
  expect(policyOf({ statuses: ["proposed", "decided", "dropped"] }).transitions).toEqual({
    proposed: ["decided", "dropped"],
    decided: [],
    dropped: [],
  });
});
