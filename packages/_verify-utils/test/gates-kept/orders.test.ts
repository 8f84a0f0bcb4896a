import { expect, test } from "vitest";
import { z } from "zod";
import { covers } from "../../src/demand/demand.ts";
import {
  type Check,
  callsSymbol,
  decisionEvidence,
  decisionIds,
  decisionLanguage,
  decisionRecorded,
  decisionStatements,
  decisionStatuses,
  decisionSupersession,
  decisionTransitions,
  dependenciesDeclared,
  dispositionAgrees,
  documentsMention,
  exportsSymbol,
  followed,
  globalsWithin,
  guarded,
  importBoundary,
  importConfined,
  keyedBy,
  matrixPassed,
  noImportCycles,
  noReaching,
  noTestFailed,
  notReachable,
  setsAgree,
  statusesAgree,
  testsPassed,
} from "../../src/index.ts";

const a = { module: "src/a.ts", export: "a" };
const b = { module: "src/b.ts", export: "b" };
const whole = { module: "src/b.ts", export: "*" };
const files = ["src/a.ts", "src/b.ts", "test/a.test.ts"];

/** Whether everything that a check of before demands is demanded by one of now. */
function kept(before: Check, now: Check): string {
  const answers = now.demand.parts(before.demand.demands).map((part) => covers(now.demand, part, { files }));
  return answers.includes("no") ? "no" : answers.includes("unknown") ? "unknown" : "yes";
}

const tests = { package: "p", file: "t.test.ts", subjects: ["src/a.ts"] };
const matrix = (names: readonly string[], outcomes = "refused") => ({
  ...tests,
  columns: ["/a"],
  rows: { ann: [{ cases: names, outcomes }] },
});
const guard = { effect: a, by: b, within: ["src/a.ts"] };
const step = { callee: { method: "run" }, callback: 0, reason: "it runs" } as const;
const cache = { cache: { module: "src/a.ts", name: "kept" } };
const key = { function: a, parameter: 0 };
const text = (label: string, texts: readonly string[]) => ({ label, texts });
const value = (label: string) => ({ label, values: a });
const policy = { symbol: a };

const direction = { name: "d", from: ["src/**"], forbid: ["lib/**"], reason: "r" } as const;
const allowed = { name: "d", from: ["src/**"], only: ["lib/**"], reason: "r" } as const;
const exception = { from: ["src/a.ts"], to: ["lib/**"], reason: "r" };

/** Before, now, whether now demands at least as much, and in the other direction. */
const cases: readonly (readonly [name: string, before: Check, now: Check, answer: string, back: string])[] = [
  [
    "one test more",
    testsPassed({ ...tests, tests: ["x"] }),
    testsPassed({ ...tests, tests: ["y", "x"] }),
    "yes",
    "no",
  ],
  [
    "a title as a path",
    testsPassed({ ...tests, tests: ["x"] }),
    testsPassed({ ...tests, tests: [["x"]] }),
    "yes",
    "yes",
  ],
  [
    "one subject less",
    testsPassed({ ...tests, tests: ["x"] }),
    testsPassed({ ...tests, subjects: [], tests: ["x"] }),
    "no",
    "yes",
  ],
  [
    "another claim",
    testsPassed({ ...tests, tests: ["x"] }),
    testsPassed({ ...tests, tests: ["x"], claim: "Other.", name: "n" }),
    "yes",
    "yes",
  ],
  ["one case of a matrix more", matrixPassed(matrix(["x"])), matrixPassed(matrix(["x", "y"])), "yes", "no"],
  [
    "another outcome of a matrix",
    matrixPassed(matrix(["x"])),
    matrixPassed(matrix(["x"], "served")),
    "no",
    "no",
  ],
  ["another package", noTestFailed({ package: "p" }), noTestFailed({ package: "q" }), "no", "no"],
  [
    "one more module",
    importConfined({ symbols: [a], to: ["x.ts"] }),
    importConfined({ symbols: [a], to: ["x.ts", "y.ts"] }),
    "no",
    "yes",
  ],
  [
    "another order",
    importConfined({ symbols: [a, b], to: ["x.ts", "y.ts"] }),
    importConfined({ symbols: [b, a], to: ["y.ts", "x.ts"] }),
    "yes",
    "yes",
  ],
  [
    "one symbol less",
    importConfined({ symbols: [a, b], to: [] }),
    importConfined({ symbols: [a], to: [] }),
    "no",
    "yes",
  ],
  [
    "judged among fewer",
    importConfined({ symbols: [a], to: [] }),
    importConfined({ symbols: [a], to: [], among: ["src/**"] }),
    "no",
    "yes",
  ],
  [
    "one more taken away",
    importConfined({ symbols: [a], to: [], among: ["**"] }),
    importConfined({ symbols: [a], to: [], among: ["**", "!new/**"] }),
    "no",
    "yes",
  ],
  [
    "globs that choose less today",
    importConfined({ symbols: [a], to: [], among: ["{src,test}/**"] }),
    importConfined({ symbols: [a], to: [], among: ["src/**"] }),
    "no",
    "unknown",
  ],
  [
    "`same` is gone",
    guarded({ ...guard, same: { guardArgument: 0, effectArgument: 1 } }),
    guarded(guard),
    "no",
    "yes",
  ],
  ["`policy` is gone", guarded({ ...guard, policy: { argument: 1, is: b } }), guarded(guard), "no", "yes"],
  ["fewer calls count", guarded(guard), guarded({ ...guard, where: { argument: 1, is: b } }), "no", "yes"],
  [
    "the effect may be elsewhere",
    guarded(guard),
    guarded({ ...guard, within: ["src/a.ts", "src/b.ts"] }),
    "no",
    "yes",
  ],
  ["one more combinator", guarded(guard), guarded({ ...guard, combinators: [step] }), "no", "yes"],
  [
    "another reason for it",
    guarded({ ...guard, combinators: [step] }),
    guarded({ ...guard, combinators: [{ ...step, reason: "so" }] }),
    "yes",
    "yes",
  ],
  [
    "unknown callers count less",
    guarded({ ...guard, unknownCallers: "unguarded" }),
    guarded(guard),
    "no",
    "yes",
  ],
  ["the usual, said", guarded(guard), guarded({ ...guard, unknownCallers: "undecided" }), "yes", "yes"],
  [
    "followed by less",
    followed({ first: a, by: b, within: [], same: { firstArgument: 0, nextArgument: 0 } }),
    followed({ first: a, by: b, within: [] }),
    "no",
    "yes",
  ],
  [
    "followed with one more combinator",
    followed({ first: a, by: b, within: [] }),
    followed({ first: a, by: b, within: [], combinators: [step] }),
    "no",
    "yes",
  ],
  [
    "unknown callers of what is followed may not",
    followed({ first: a, by: b, within: [] }),
    followed({ first: a, by: b, within: [], unknownCallers: "unguarded" }),
    "yes",
    "no",
  ],
  [
    "the usual of what is followed, said",
    followed({ first: a, by: b, within: [] }),
    followed({ first: a, by: b, within: [], unknownCallers: "undecided" }),
    "yes",
    "yes",
  ],
  [
    "a narrower construct",
    notReachable({ target: a, construct: whole }),
    notReachable({ target: a, construct: b }),
    "yes",
    "no",
  ],
  [
    "a call anywhere",
    callsSymbol({ symbol: a, from: { module: "m.ts", functions: ["f"] } }),
    callsSymbol({ symbol: a, from: { module: "m.ts" } }),
    "no",
    "yes",
  ],
  [
    "one function less",
    callsSymbol({ symbol: a, from: { module: "m.ts", functions: ["f", "g"] } }),
    callsSymbol({ symbol: a, from: { module: "m.ts", functions: ["g"] } }),
    "no",
    "yes",
  ],
  [
    "one more global",
    globalsWithin({ modules: ["a.ts"], allowed: ["Map"] }),
    globalsWithin({ modules: ["a.ts"], allowed: ["Map", "Date"] }),
    "no",
    "yes",
  ],
  [
    "one module less",
    globalsWithin({ modules: ["a.ts", "b.ts"], allowed: [] }),
    globalsWithin({ modules: ["b.ts"], allowed: [] }),
    "no",
    "yes",
  ],
  [
    "one more key",
    keyedBy({ ...cache, keys: [key] }),
    keyedBy({ ...cache, keys: [key, { ...key, parameter: 1 }] }),
    "no",
    "yes",
  ],
  [
    "one list less",
    setsAgree({ lists: [value("v"), text("t", ["x"]), text("u", ["y"])] }),
    setsAgree({ lists: [text("t", ["x"]), value("v")] }),
    "no",
    "yes",
  ],
  [
    "lists under other names",
    setsAgree({ lists: [value("v"), text("t", ["x", "y"])] }),
    setsAgree({ lists: [text("T", ["y", "x"]), value("V")] }),
    "yes",
    "yes",
  ],
  [
    "a value that may be anything",
    exportsSymbol({ ...policy, value: z.string() }),
    exportsSymbol(policy),
    "no",
    "yes",
  ],
  [
    "a wider bound",
    exportsSymbol({ ...policy, value: z.number().max(600) }),
    exportsSymbol({ ...policy, value: z.number().max(900) }),
    "no",
    "yes",
  ],
  [
    "a function in a schema",
    exportsSymbol({ ...policy, value: z.string().refine((one) => one !== "x") }),
    exportsSymbol({ ...policy, value: z.string().refine((one) => one !== "y") }),
    "unknown",
    "unknown",
  ],
  [
    "one more status",
    decisionRecorded({ id: "D", statuses: ["closed"] }),
    decisionRecorded({ id: "D", statuses: ["closed", "open"] }),
    "no",
    "yes",
  ],
  [
    "a field that was normative",
    decisionRecorded({ id: "D", statuses: [], normative: ["f"] }),
    decisionRecorded({ id: "D", statuses: [], fields: ["f"] }),
    "no",
    "yes",
  ],
  [
    "one name less",
    decisionRecorded({ id: "D", statuses: [], names: ["x", "y"] }),
    decisionRecorded({ id: "D", statuses: [], names: ["y"] }),
    "no",
    "yes",
  ],
  [
    "the usual field, said",
    decisionRecorded({ id: "D", statuses: [] }),
    decisionRecorded({ id: "D", statuses: [], evidenceField: "closure_evidence" }),
    "yes",
    "yes",
  ],
  [
    "evidence of more statuses",
    decisionEvidence({ id: "D", statuses: ["closed"] }),
    decisionEvidence({ id: "D" }),
    "no",
    "yes",
  ],
  [
    "a status in which nothing holds",
    decisionEvidence({ id: "D" }),
    decisionEvidence({ id: "D", unless: ["open"] }),
    "no",
    "yes",
  ],
  [
    "documents in one field",
    documentsMention({ id: "D" }),
    documentsMention({ id: "D", fields: ["f"] }),
    "no",
    "yes",
  ],
  [
    "one document less",
    documentsMention({ id: "D", names: ["x.md"] }),
    documentsMention({ id: "D" }),
    "no",
    "yes",
  ],
  ["some decisions", statusesAgree(), statusesAgree({ decisions: ["D"] }), "no", "yes"],
  [
    "fewer triggers",
    dispositionAgrees({ document: "d", evidence: "e" }),
    dispositionAgrees({ document: "d", evidence: "e", triggered: [] }),
    "no",
    "yes",
  ],
  ["statuses of some", decisionStatuses(), decisionStatuses({ ids: ["D"] }), "no", "yes"],
  ["ids that may be missing", decisionIds(), decisionIds({ withoutId: "by-title" }), "no", "yes"],
  [
    "another field of transitions",
    decisionTransitions(),
    decisionTransitions({ fields: ["history"] }),
    "unknown",
    "unknown",
  ],
  [
    "a statement that nobody asks for",
    decisionStatements(),
    decisionStatements({ fields: { scope: [] } }),
    "no",
    "yes",
  ],
  [
    "one more word that demands",
    decisionStatements({ words: ["MUST"] }),
    decisionStatements({ words: ["MUST", "may"] }),
    "no",
    "yes",
  ],
  ["a hedge that is fine", decisionLanguage(), decisionLanguage({ allow: ["maybe"] }), "no", "yes"],
  ["a phrase that is denied", decisionLanguage(), decisionLanguage({ deny: ["etc"] }), "yes", "no"],
  [
    "one dead end less",
    decisionSupersession(),
    decisionSupersession({ deadEnds: ["rejected"] }),
    "no",
    "yes",
  ],
  ["one-sided is fine", decisionSupersession(), decisionSupersession({ oneSided: "allowed" }), "no", "yes"],
  [
    "a rule about more modules",
    importBoundary(direction),
    importBoundary({ ...direction, from: ["src/**", "test/**"] }),
    "yes",
    "no",
  ],
  [
    "a rule that forbids more",
    importBoundary(direction),
    importBoundary({ ...direction, forbid: ["lib/**", "npm:x"] }),
    "yes",
    "no",
  ],
  [
    "a rule that takes less away",
    importBoundary({ ...direction, forbid: ["lib/**", "!lib/a.ts"] }),
    importBoundary(direction),
    "yes",
    "no",
  ],
  [
    "a rule for another reason",
    importBoundary(direction),
    importBoundary({ ...direction, name: "n", reason: "other" }),
    "yes",
    "yes",
  ],
  [
    "a rule on more kinds",
    importBoundary({ ...direction, kinds: ["value"] }),
    importBoundary(direction),
    "yes",
    "no",
  ],
  [
    "a rule without its exception",
    importBoundary({ ...direction, except: [exception] }),
    importBoundary(direction),
    "yes",
    "no",
  ],
  [
    "an exception that lets through less",
    importBoundary({ ...direction, except: [exception] }),
    importBoundary({ ...direction, except: [{ ...exception, to: ["lib/**", "!lib/b.ts"] }] }),
    "yes",
    "no",
  ],
  [
    "computed names that are not trusted",
    importBoundary({ ...direction, computed: "assumed" }),
    importBoundary(direction),
    "yes",
    "no",
  ],
  [
    "nothing is no longer fine",
    importBoundary({ ...direction, emptyIsFine: true }),
    importBoundary(direction),
    "yes",
    "no",
  ],
  [
    "a rule that allows less",
    importBoundary({ ...allowed, only: ["lib/**", "npm:x"] }),
    importBoundary({ ...allowed, only: ["npm:x"] }),
    "yes",
    "no",
  ],
  [
    "a rule that says nothing of packages any more",
    importBoundary({ ...allowed, only: ["lib/**", "npm:x"] }),
    importBoundary(allowed),
    "no",
    "no",
  ],
  ["a rule turned around", importBoundary(direction), importBoundary(allowed), "unknown", "unknown"],
  [
    "circles of types as well",
    noImportCycles({ of: "modules", kinds: ["value"], reason: "r" }),
    noImportCycles({ of: "modules", reason: "r" }),
    "yes",
    "no",
  ],
  [
    "circles without their exception",
    noImportCycles({ of: "modules", except: [{ modules: ["src/**"], reason: "r" }], reason: "r" }),
    noImportCycles({ of: "modules", reason: "other" }),
    "yes",
    "no",
  ],
  [
    "circles of something else",
    noImportCycles({ of: "modules", reason: "r" }),
    noImportCycles({ of: "packages", reason: "r" }),
    "no",
    "no",
  ],
  [
    "reaching without its exception",
    noReaching({ except: [exception], reason: "r" }),
    noReaching({ reason: "r" }),
    "yes",
    "no",
  ],
  [
    "more that ships",
    dependenciesDeclared({ reason: "r" }),
    dependenciesDeclared({ ships: ["src/**"], reason: "r" }),
    "yes",
    "no",
  ],
  [
    "the root counts no longer",
    dependenciesDeclared({ orRoot: true, reason: "r" }),
    dependenciesDeclared({ reason: "r" }),
    "yes",
    "no",
  ],
];

test.each(cases)("%s", (_, before, now, answer, back) => {
  expect([kept(before, now), kept(now, before)]).toEqual([answer, back]);
  expect([kept(before, before), kept(now, now)]).toEqual(
    answer === "unknown" && before.kind === "exportsSymbol" ? ["unknown", "unknown"] : ["yes", "yes"],
  );
});
