import { describe, expect, test } from "vitest";
import {
  ConfigError,
  defineConfig,
  defineGate,
  type Gate,
  GateDefinitionError,
  inOrder,
  titles,
} from "../src/index.ts";
import { fixedCheck } from "./support.ts";

const check = fixedCheck("a");

describe("a gate's definition", () => {
  test.each([
    [
      "an id that is none",
      { id: "E1 gate", slice: "E1", checks: [check] },
      "lower-case words joined by dashes",
    ],
    ["no slice", { id: "e1", slice: " ", checks: [check] }, "expected the slice"],
    ["no check", { id: "e1", slice: "E1", checks: [] }, "at least one check"],
    [
      "two checks of one name",
      { id: "e1", slice: "E1", checks: [check, fixedCheck("a")] },
      "two checks are named a",
    ],
    ["an empty claim", { id: "e1", slice: "E1", checks: [{ ...check, claim: "" }] }, "claims nothing"],
  ])("is refused with %s", (_, definition, message) => {
    expect(() => defineGate(definition)).toThrow(GateDefinitionError);
    expect(() => defineGate(definition)).toThrow(message);
  });

  test("needs that run in a circle are refused", () => {
    const needs: Gate[] = [];
    const a: Gate = { ...defineGate({ id: "a", slice: "E1", checks: [check] }), needs };
    needs.push(defineGate({ id: "b", slice: "E1", needs: [a], checks: [check] }));
    expect(() => inOrder([a])).toThrow("needs run in a circle: a → b → a");
  });

  test("two gates of one id are refused", () => {
    const gate = () => defineGate({ id: "a", slice: "E1", checks: [check] });
    expect(() => inOrder([gate(), gate()])).toThrow("two gates have the id a");
  });
});

describe("a configuration", () => {
  const gate = defineGate({ id: "a", slice: "E1", checks: [check] });
  const waiver = { finding: "call-missing", gate: "a", owner: "ana", reason: "later", expires: "2026-01-01" };

  test.each([
    [
      "a suite that names an unknown gate",
      { suites: { quick: ["b"] } },
      "suites.quick: there is no gate b; there are a",
    ],
    ["an empty suite", { suites: { quick: [] } }, "suites.quick: expected at least one gate"],
    ["a suite with a gate's name", { suites: { a: ["a"] } }, "a suite cannot have the name of a gate"],
    ["two gates of one id", { gates: [gate, gate] }, "two gates have the id a"],
    ["a waiver without a reason", { waivers: [{ ...waiver, reason: " " }] }, "waivers.0.reason"],
    ["a waiver without an owner", { waivers: [{ ...waiver, owner: "" }] }, "waivers.0.owner"],
    ["a waiver that never expires", { waivers: [{ ...waiver, expires: "never" }] }, "waivers.0.expires"],
    ["a waiver of no known finding", { waivers: [{ ...waiver, finding: "nope" }] }, 'got "nope"'],
    ["a waiver for no known gate", { waivers: [{ ...waiver, gate: "zz" }] }, "waivers: there is no gate zz"],
    ["an unknown policy", { policy: { colour: "red" } }, "policy"],
    [
      "a suite to prove that is none",
      { suites: { quick: ["a"] }, prove: { suites: ["full"] } },
      "prove.suites: there is no suite full; there are quick",
    ],
    ["tests to prove without a budget", { prove: { tests: {} } }, "prove.tests.budgetSeconds"],
    ["an unknown word on proofs", { prove: { suite: "quick" } }, "prove: Unrecognized key"],
    ["an empty vocabulary", { policy: { statuses: [] } }, "policy.statuses"],
  ])("is refused with %s", (_, change, message) => {
    const make = () => defineConfig({ gates: [gate], suites: {}, ...(change as object) });
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(message);
  });

  test("proves no suite that it does not name", () => {
    expect(defineConfig({ gates: [gate], suites: {} }).prove).toEqual({ suites: [], seed: 1, pairs: 4 });
  });

  test("lists every issue at once", () => {
    expect(() => defineConfig({ gates: [gate], suites: { quick: ["b"], full: [] } })).toThrow(
      /suites\.quick.*\n.*suites\.full/,
    );
  });

  test("resolves suites to gates", () => {
    expect(defineConfig({ gates: [gate], suites: { quick: ["a"] } }).suites["quick"]).toEqual([gate]);
  });
});

test("titles are every way to take one of each part", () => {
  expect(titles(["x", "y"], "one", ["a", "b"])).toEqual([
    ["x", "one", "a"],
    ["x", "one", "b"],
    ["y", "one", "a"],
    ["y", "one", "b"],
  ]);
  expect(titles(["x"], [])).toEqual([]);
});
