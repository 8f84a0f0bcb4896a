import { expect, test } from "vitest";
import { parseDecisions } from "../src/index.ts";

const text = [
  "# Decisions",
  "",
  "### D-009 — Heavy middleware dedupe",
  "- `status`: `locked`",
  "- `question`: How often may a *heavy* chain run?",
  "- `locked_decision`: Once a request.",
  "- `closure_evidence`:",
  "  - `apps/server/src/orpc.ts`",
  "  - `apps/server/test/middleware-dedupe.test.ts`",
  "",
  "### D-010 — Finished hook",
  "- `status`: `open`",
  "",
].join("\n");

test("a register's entries carry their fields with places", () => {
  const file = parseDecisions({ path: "docs/DECISIONS.md", text });
  if (file.kind !== "recognised") throw new Error(file.kind);
  expect(file.format).toBe("register");
  expect(file.records.map(({ id, title, status }) => [id, title, status?.canonical])).toEqual([
    ["D-009", "Heavy middleware dedupe", "locked"],
    ["D-010", "Finished hook", "open"],
  ]);
  const evidence = file.records[0]?.fields["closure_evidence"];
  expect(evidence?.values.map(({ text, raw, location }) => [text, raw, location.start.line])).toEqual([
    ["apps/server/src/orpc.ts", "`apps/server/src/orpc.ts`", 8],
    ["apps/server/test/middleware-dedupe.test.ts", "`apps/server/test/middleware-dedupe.test.ts`", 9],
  ]);
  const question = file.records[0]?.fields["question"]?.values[0];
  expect(question?.text).toBe("How often may a heavy chain run?");
  expect(text.slice(question!.location.start.offset, question!.location.end.offset)).toBe(question?.raw);
});
