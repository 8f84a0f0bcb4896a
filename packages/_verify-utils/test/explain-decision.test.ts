import { explanationToText } from "@phasegate/report";
import { type Base, createMemo, overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { defaultPolicy, defineGate, explainDecision, found } from "../src/index.ts";
import { fixedCheck, workspaceOf } from "./support.ts";

const files = {
  "DECISIONS.md":
    "# D\n\n### D-009 — Heavy\n\n- `status`: `closed`\n- `closure_evidence`:\n  - `src/a.ts`\n  - `src/gone.ts`\n",
  "src/a.ts": "1",
  "src/b.ts": "1",
  "src/c.ts": "1",
};
const subject = (module: string) => ({ kind: "export", module, export: "*" }) as const;
const failing = found("module-missing", { module: "src/b.ts" }, { path: "src/b.ts" });
const e1 = defineGate({
  id: "e1",
  slice: "E1",
  decisions: ["D-009"],
  checks: [
    { ...fixedCheck("a"), subject: subject("src/a.ts"), subjects: [subject("jose")] },
    {
      ...fixedCheck("b", { findings: [failing] }),
      subject: subject("src/b.ts"),
      tests: [["one", "request"]],
    },
    { ...fixedCheck("c"), subject: { kind: "decision", id: "D-010" } },
  ],
});
const other = defineGate({ id: "e2", slice: "E2", decisions: ["D-010"], checks: [fixedCheck("x")] });

function explained(base: (head: ReturnType<typeof workspaceOf>) => Base, tests = false) {
  const head = workspaceOf(files);
  const answer = explainDecision({
    id: "D-009",
    workspace: head,
    config: { policy: { ...defaultPolicy, registers: ["DECISIONS.md"] }, waivers: [] },
    gates: [e1, other],
    memo: createMemo(),
    base: () => base(head),
    head: null,
    now: new Date("2026-06-15T12:00:00Z"),
  });
  return answer.kind === "explained"
    ? explanationToText(answer.explanation, { color: false, tests })
    : answer.kind;
}

describe("what a decision rests on", () => {
  test("with what changed since a base", () => {
    const text = explained((head) => {
      const before = { "src/a.ts": "0", "src/b.ts": null, "src/gone.ts": "1", "src/c.ts": "0" };
      const workspace = overlay(head, before);
      return { kind: "revision", how: "local", commit: "0123456789abcdef", ref: "main", workspace };
    });
    expect(text).toMatchInlineSnapshot(`
      "✗ D-009 — Heavy  closed, DECISIONS.md:3
        rests on src/a.ts (changed), src/gone.ts (removed)

        ✗ e1  slice E1
          ✓ a holds
              → src/a.ts (changed)
          ✗ b holds
              there is no module src/b.ts
              → src/b.ts (added)
                · 1 test

      changed since main (0123456789ab):
        src/a.ts (changed)
        src/gone.ts (removed)
        src/b.ts (added)
      "
    `);
  });

  test("with every test by its name", () => {
    const text = explained(() => ({ kind: "none" }), true);
    expect(text).toContain("· one › request\n");
  });

  test.each<[string, Base]>([
    ["compared with nothing\n", { kind: "none" }],
    [
      "compared with nothing: shallow; `git fetch`\n",
      { kind: "unknown", why: "shallow", command: "git fetch" },
    ],
  ])("%s", (end, base) => {
    expect(explained(() => base).endsWith(end)).toBe(true);
  });
});
