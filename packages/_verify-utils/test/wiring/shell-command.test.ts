import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shellChain } from "../../src/wiring/shell-command.ts";

const wordsOf = (source: string) => {
  const chain = shellChain(source);
  return chain.kind === "chain"
    ? chain.commands.map(({ env, words }) => [...env.map((one) => one.join("=")), ...words])
    : chain.why;
};

test.each([
  ["pnpm verify:quick", [["pnpm", "verify:quick"]]],
  ["  pnpm\tverify:quick  ", [["pnpm", "verify:quick"]]],
  ["A=1 B='2 3' pnpm x", [["A=1", "B=2 3", "pnpm", "x"]]],
  ["pnpm \"a b\" 'c $d' e\\ f", [["pnpm", "a b", "c $d", "e f"]]],
  ["pnpm x # y", [["pnpm", "x"]]],
  ["pnpm x#y", [["pnpm", "x#y"]]],
  ["# pnpm x", []],
  ["", []],
  ["pnpm \\\n x", [["pnpm", "x"]]],
  ["a && b\nc", [["a"], ["b"], ["c"]]],
  ["a &&\nb", [["a"], ["b"]]],
  ["'A=1' x", [["A=1", "x"]]],
  ["a '' b", [["a", "", "b"]]],
])("%j", (source, words) => {
  expect(wordsOf(source)).toEqual(words);
});

test.each([
  "a | b",
  "a || b",
  "a & b",
  "a; b",
  "! a",
  "(a)",
  "a > b",
  "a < b",
  "$(a)",
  "`a`",
  "$A",
  "a *",
  "{ a; }",
  'a "$b"',
  "a 'b",
  "A=1",
  "if a",
  "a &&",
  "&& a",
  "~/a",
  "a <<X\nX",
])("%j is more than simple commands", (source) => {
  expect(shellChain(source).kind).toBe("other");
});

describe("against a shell", () => {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const character = fc.constantFrom(
    "a",
    "b",
    " ",
    "'",
    '"',
    "\\",
    "#",
    "$",
    "=",
    "&",
    "|",
    ";",
    "\t",
    "-",
    "~",
    "*",
    "(",
    "`",
    "!",
  );
  const source = fc.array(character, { maxLength: 14 }).map((all) => all.join(""));

  test("quoted words come out as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
        const plain = words.map((word) => word.replaceAll(/[\r\n\0]/g, ""));
        expect(wordsOf(["x", ...plain.map(quoted)].join(" "))).toEqual([["x", ...plain]]);
      }),
    );
  });

  test("what is one command has the words that the shell gives it", () => {
    const samples = fc.sample(source, { numRuns: 3000, seed: 7 }).map((one) => `x ${one}`);
    const simple = samples.flatMap((one) => {
      const chain = shellChain(one);
      const words =
        chain.kind === "chain" && chain.commands.length === 1 ? chain.commands[0]?.words : undefined;
      return words === undefined || chain.kind !== "chain" ? [] : [{ one, words }];
    });
    expect(simple.length).toBeGreaterThan(200);
    const script = `x() { printf '%s\\0' "$#" "$@"; }\n${simple.map(({ one }) => one).join("\n")}\n`;
    const { stdout, status } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(status).toBe(0);
    const given = simple.map(({ words: [, ...args] }) =>
      [String(args.length), ...args].map((word) => `${word}\0`).join(""),
    );
    expect(stdout).toBe(given.join(""));
  });
});
