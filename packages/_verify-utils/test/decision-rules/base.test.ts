import { overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { decisionIds, decisionRules, decisionStatuses, decisionTransitions } from "../../src/index.ts";
import { files, register } from "./register.ts";
import { codes, evaluated, noBase, policyOf, repositoryOf, revisionOf } from "./support.ts";

const ids = decisionIds();
const transitions = decisionTransitions();
const history = [ids, transitions].map((check) => [check.name, check] as const);

describe.each(history)("%s", (_, check) => {
  test("is blocked where the base is not known, with what would tell", () => {
    const base = { kind: "unknown", why: "the clone is shallow", command: "git fetch --unshallow" } as const;
    expect(evaluated(check, files, base).findings).toEqual([
      { code: "base-unknown", args: { why: base.why, command: base.command } },
    ]);
  });

  test("says that nothing was compared where no base was wanted", () => {
    const { findings, assumptions } = evaluated(check, files, noBase);
    expect(findings).toEqual([]);
    expect(assumptions).toEqual(["nothing was compared: this run has no base"]);
  });

  test("takes a register up whole: a root commit, and a register that is new", () => {
    const root = { kind: "root", workspace: repositoryOf({}) } as const;
    expect(codes(check, files, root)).toEqual([]);
    expect(codes(check, files, revisionOf({ "README.md": "# Hello\n" }))).toEqual([]);
    expect(codes(check, files, revisionOf({ "DECISIONS.md": "# Decisions\n" }))).toEqual([]);
  });

  test("is blocked on a base that cannot be read", () => {
    const workspace = overlay(repositoryOf({}), { "DECISIONS.md": new Uint8Array([0xff, 0xfe, 0x00]) });
    const base = { ...revisionOf({}), workspace };
    expect(codes(check, files, base)).toEqual(["base-register-unreadable"]);
  });

  test("finds what stood under another name", () => {
    const policy = policyOf({ registers: ["docs/LOG.md"] });
    const now = register.replace("`rejected`", "`proposed`").replace(/### D-004[\s\S]*?(?=### D-005)/, "");
    expect(codes(check, { "docs/LOG.md": now }, revisionOf(files), policy)).toEqual([
      check === ids ? "decision-deleted docs/LOG.md" : "transition-illegal docs/LOG.md:44",
    ]);
  });
});

test("a decision that is new to the base starts where the policy lets it", () => {
  const now = { "DECISIONS.md": `${register}\n### D-007 — Cookies\n\n- \`status\`: \`closed\`\n` };
  const base = revisionOf(files);
  expect(codes(transitions, now, base)).toEqual(["decision-start-illegal DECISIONS.md:52"]);
  const policy = policyOf({ registers: ["DECISIONS.md"], initial: ["open", "closed"] });
  expect(codes(transitions, now, base, policy)).toEqual([]);
});

test("steps that a decision tells stand for the direct one", () => {
  const policy = policyOf({
    registers: ["DECISIONS.md"],
    transitions: { open: ["locked"], locked: ["closed"] },
    initial: ["open"],
  });
  const at = (status: string, told = "") => ({
    "DECISIONS.md": `### D-001 — Cookies\n\n- status: ${status}\n${told}`,
  });
  const base = revisionOf(at("open"));
  expect(codes(transitions, at("closed"), base, policy)).toEqual(["transition-illegal DECISIONS.md:3"]);
  const told = "- status_transition: open → locked → closed\n";
  expect(codes(transitions, at("closed", told), base, policy)).toEqual([]);
});

describe("a register", () => {
  test("that is not there, or not understood, is one finding of each rule", () => {
    for (const check of decisionRules()) {
      expect(codes(check, {})).toEqual(["register-missing DECISIONS.md"]);
      expect(codes(check, { "DECISIONS.md": "# Nothing\n" })).toEqual(["register-unrecognised DECISIONS.md"]);
      expect(codes(check, { "DECISIONS.md": "a\u0000b" })).toEqual(["register-unrecognised DECISIONS.md:1"]);
    }
  });

  test("that vanished does not hide what it held", () => {
    expect(codes(ids, {}, revisionOf(files))).toContain("register-missing DECISIONS.md");
  });

  test("that a glob names has to be there", () => {
    const policy = policyOf({ registers: ["docs/adr/*.md"] });
    expect(codes(ids, files, noBase, policy)).toEqual(["register-missing"]);
  });

  test("of which the policy names none leaves nothing to judge", () => {
    expect(codes(ids, files, noBase, policyOf({}))).toEqual(["scope-empty"]);
  });
});

test("a rule may be narrowed to some decisions, which have to be there", () => {
  const text = register.replace("`rejected`", "`nonsense`");
  expect(codes(decisionStatuses({ ids: ["D-001"] }), { "DECISIONS.md": text })).toEqual([]);
  expect(codes(decisionStatuses({ ids: ["D-006"] }), { "DECISIONS.md": text })).toEqual([
    "status-unknown DECISIONS.md:49",
  ]);
  expect(codes(decisionStatuses({ ids: ["D-099"] }), files)).toEqual(["decision-missing"]);
});
