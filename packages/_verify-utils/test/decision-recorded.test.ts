import { overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { decisionRecorded } from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

const register = `# Decisions

Prose before the first one.

### D-008 — Something else

- \`status\`: \`open\`

### D-009 — Heavy middleware

- \`status\`: \`locked\`
- \`question\`: How often?
- \`closure_evidence\`:
  - \`src/orpc.ts\`
  - [the tests](test/dedupe.test.ts)
`;

const files = {
  "DECISIONS.md": register,
  "src/orpc.ts": "",
  "test/dedupe.test.ts": "",
  ".gitignore": "dist/\n",
};
const policy = { registers: ["DECISIONS.md"] };
const check = decisionRecorded({ id: "D-009", statuses: ["locked", "closed"] });
const judge = (change: Record<string, string>) =>
  codesOf(check, workspaceOf({ ...files, ...change }), policy);
const edited = (from: string | RegExp, to: string) => judge({ "DECISIONS.md": register.replace(from, to) });

test("a decision with a status and evidence passes", () => {
  expect(judge({})).toEqual([]);
});

describe("violations", () => {
  test.each([
    ["another status", "`locked`", "`open`", "status-unexpected DECISIONS.md:11"],
    ["a status that is no word of the vocabulary", "`locked`", "`lockd`", "status-unknown DECISIONS.md:11"],
    ["no status", "- `status`: `locked`\n", "", "status-missing DECISIONS.md:9"],
    ["a status of only the key", "- `status`: `locked`", "- `status`:", "status-missing DECISIONS.md:9"],
    ["two statuses", "- `question`", "- `status`: `open`\n- `question`", "status-repeated DECISIONS.md:12"],
    ["a status struck through", "`locked`", "~~`locked`~~", "status-missing DECISIONS.md:9"],
    ["another id", "### D-009", "### D-109", "decision-missing DECISIONS.md"],
    [
      "evidence without items",
      /(- `closure_evidence`:)[\s\S]*$/,
      "$1\n",
      "decision-without-evidence DECISIONS.md:13",
    ],
    ["no evidence at all", /- `closure_evidence`:[\s\S]*$/, "", "decision-without-evidence DECISIONS.md:9"],
    ["evidence that is not there", "src/orpc.ts", "src/gone.ts", "evidence-path-missing DECISIONS.md:14"],
    [
      "linked evidence that is not there",
      "(test/dedupe.test.ts)",
      "(test/gone.test.ts)",
      "evidence-path-missing DECISIONS.md:15",
    ],
    [
      "evidence outside the repository",
      "src/orpc.ts",
      "../orpc.ts",
      "evidence-path-not-durable DECISIONS.md:14",
    ],
    [
      "evidence by an absolute path",
      "src/orpc.ts",
      "/src/orpc.ts",
      "evidence-path-not-durable DECISIONS.md:14",
    ],
  ])("%s", (_, from, to, code) => {
    expect(edited(from, to)).toContain(code);
  });

  test("evidence that git ignores", () => {
    const workspace = { "DECISIONS.md": register.replace("src/orpc.ts", "dist/orpc.js"), "dist/orpc.js": "" };
    expect(judge(workspace)).toEqual(["evidence-path-not-durable DECISIONS.md:14"]);
  });

  test.each([
    "AGENT_I1_SCRATCHPAD.md",
    "docs/.scratch/notes.md",
    "docs/ORCHESTRATOR_PLAN_VERBATIM.md",
    ".scratch",
  ])("evidence that is ephemeral: %s", (path) => {
    const change = {
      "DECISIONS.md": register.replace("src/orpc.ts", path),
      [path === ".scratch" ? ".scratch/x.md" : path]: "",
    };
    expect(judge(change)).toEqual(["evidence-path-not-durable DECISIONS.md:14"]);
  });

  test("a register that is not there, or not understood", () => {
    expect(codesOf(check, workspaceOf({}), policy)).toEqual([
      "register-missing DECISIONS.md",
      "decision-missing DECISIONS.md",
    ]);
    expect(judge({ "DECISIONS.md": "# Nothing here\n" })).toEqual([
      "register-unrecognised DECISIONS.md",
      "decision-missing DECISIONS.md",
    ]);
  });

  test("no register in the policy", () => {
    expect(codesOf(check, workspaceOf(files), { registers: [] })).toEqual(["decision-missing"]);
  });

  test("a decision that stands in two registers", () => {
    const workspace = workspaceOf({ ...files, "OTHER.md": register });
    expect(codesOf(check, workspace, { registers: ["DECISIONS.md", "OTHER.md"] })).toEqual([
      "decision-duplicated OTHER.md:9",
    ]);
  });
});

describe("what a gate demands beyond", () => {
  const strict = decisionRecorded({
    id: "D-009",
    statuses: ["locked"],
    fields: ["question"],
    normative: ["locked_decision"],
    names: ["src/orpc.ts"],
  });
  const text = register.replace(
    "- `closure_evidence`",
    "- `locked_decision`: It MUST run once.\n- `closure_evidence`",
  );
  const strictly = (from: string | RegExp, to: string) =>
    codesOf(strict, workspaceOf({ ...files, "DECISIONS.md": text.replace(from, to) }), policy);

  test("holds", () => expect(strictly("", "")).toEqual([]));
  test.each([
    [
      "a decision without its text",
      "- `locked_decision`: It MUST run once.\n",
      "",
      "field-missing DECISIONS.md:9",
    ],
    ["an empty text", "It MUST run once.", "", "field-missing DECISIONS.md:13"],
    ["a text that demands nothing", "MUST", "MAY", "field-not-normative DECISIONS.md:13"],
    ["a question that is gone", "- `question`: How often?\n", "", "field-missing DECISIONS.md:9"],
    [
      "evidence that the gate rests on and the decision does not",
      "  - `src/orpc.ts`\n",
      "",
      "evidence-not-named DECISIONS.md:14",
    ],
    ["a status under condition", "`locked`", "`locked` (pending review)", "status-qualified DECISIONS.md:11"],
    ["a status until", "`locked`", "`locked` until D-010 reopens it", "status-qualified DECISIONS.md:11"],
    ["a status in doubt", "`locked`", "locked?", "status-qualified DECISIONS.md:11"],
  ])("%s", (_, from, to, code) => {
    expect(strictly(from, to)).toContain(code);
  });
  test.each([
    ["a date beside the status", "`locked`", "`locked` (2026-02-21)"],
    ["prose behind a path", "`src/orpc.ts`", "`src/orpc.ts:3` (the dispatch)"],
    ["a path with a dot", "`src/orpc.ts`", "`./src/orpc.ts`"],
    ["several paths in one item", "`src/orpc.ts`", "`src/orpc.ts`, `test/dedupe.test.ts`"],
  ])("%s is harmless", (_, from, to) => {
    expect(strictly(from, to)).toEqual([]);
  });

  test("a register that git ignores", () => {
    const workspace = { "docs/DECISIONS.md": text, ".gitignore": "docs/\n" };
    const repository = workspaceOf({ ".gitignore": "docs/\n" });
    expect(codesOf(strict, overlay(repository, workspace), { registers: ["docs/DECISIONS.md"] })).toContain(
      "register-not-durable docs/DECISIONS.md",
    );
  });

  test("a link is relative to its document", () => {
    const linked = text.replace("[the tests](test/dedupe.test.ts)", "[the tests](../test/dedupe.test.ts)");
    expect(
      codesOf(strict, workspaceOf({ ...files, "docs/DECISIONS.md": linked }), {
        registers: ["docs/DECISIONS.md"],
      }),
    ).toEqual([]);
  });
});

describe("harmless edits", () => {
  test.each([
    ["closed instead of locked", "`locked`", "`closed`"],
    ["a status without code marks", "`locked`", "locked"],
    ["a status in bold", "`locked`", "**locked**"],
    ["another title", "Heavy middleware", "Heavy middleware, once"],
    ["another dash", "D-009 —", "D-009 -"],
    ["a line anchor behind a path", "`src/orpc.ts`", "`src/orpc.ts:12`"],
    ["an anchor behind a link", "(test/dedupe.test.ts)", "(test/dedupe.test.ts#L3)"],
    ["a decision on top", "### D-008", "### D-007 — First\n\n- `status`: `open`\n\n### D-008"],
    ["a folder as evidence", "`src/orpc.ts`", "`src/`"],
  ])("%s", (_, from, to) => {
    expect(edited(from, to)).toEqual([]);
  });
});

test("every counterexample turns it red, every invariance leaves it green", () => {
  const outcomes = probesOf(check, workspaceOf(files), policy);
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(check.counterexamples.length + check.invariances.length);
});
