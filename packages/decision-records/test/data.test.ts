import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { pointerOf } from "../src/data/data.ts";
import { readDataText } from "../src/data/read-data.ts";
import { LineIndex } from "../src/source/lines.ts";

function read(text: string, isJson = false) {
  return readDataText(text, new LineIndex("x.yaml", text, 0), isJson);
}

const problemsOf = (text: string, isJson = false) =>
  read(text, isJson).problems.map(
    ({ problem, location: { start } }) => `${problem} ${start.line}:${start.column}`,
  );

test.each([
  ["a duplicate key", "a: 1\nb: 2\na: 3\n", "duplicate-key 3:1"],
  ["a duplicate key in brackets", '{ "a": 1, "a": 2 }', "duplicate-key 1:11"],
  ["a tab", "a:\n\tb: 1\n", "tab 2:1"],
  ["an anchor", "a: &x 1\n", "anchor 1:7"],
  ["an alias", "a: &x 1\nb: *x\n", "alias 2:4"],
  ["a merge key", "<<: { a: 1 }\n", "merge-key 1:1"],
  ["a tag", "a: !!str 1\n", "tag 1:10"],
  ["a tag of nobody", "a: !foo 1\n", "tag 1:4"],
  ["two documents", "a: 1\n---\nb: 2\n", "several-documents 2:1"],
  ["an empty second document", "a: 1\n---\n", "several-documents 2:1"],
  ["a document after an end", "a: 1\n...\nb: 2\n", "several-documents 3:1"],
  ["another version", "%YAML 1.1\n---\na: yes\n", "directive 1:1"],
  ["a number for a key", "1: a\n", "key-not-text 1:1"],
  ["a list for a key", "? [a]\n: b\n", "key-not-text 1:3"],
  ["nothing", "# only a remark\n", "empty 1:1"],
  ["an open bracket", "a: [\n", "syntax 2:1"],
  ["deep nesting", `a: ${"[".repeat(80)}${"]".repeat(80)}`, "nesting 1:1"],
])("%s", (_, text, problem) => {
  expect(problemsOf(text)).toContain(problem);
});

test.each([
  ["a comma at the end", '{"a": 1,}'],
  ["a bare key", "{a: 1}"],
  ["a comment", '{"a": 1} // x'],
])("JSON with %s", (_, text) => {
  expect(problemsOf(text, true).map((one) => one.split(" ")[0])).toEqual(["syntax"]);
});

test.each([
  ["tabs in JSON", '{\n\t"a": [1]\n}\n', { a: [1] }],
  ["a mark at the start", "---\na: 1\n", { a: 1 }],
  ["words that are no booleans", "a: yes\nb: 2026-01-01\nc: 'no'\n", { a: "yes", b: "2026-01-01", c: "no" }],
  ["a key in quotes", '"<<": 1\n', { "<<": 1 }],
  ["CRLF", "a:\r\n  - b\r\n  - c\r\n", { a: ["b", "c"] }],
  ["text over lines", "a: >-\n  b\n  c\n", { a: "b c" }],
])("%s is read", (_, text, value) => {
  expect(read(text)).toMatchObject({ value, problems: [] });
});

test("every value and key has its place", () => {
  const { places, keys } = read("a:\n  - b: 'x'\n");
  expect(places[pointerOf(["a", 0, "b"])]).toEqual([2, 8, 2, 11]);
  expect(keys[pointerOf(["a", 0, "b"])]).toEqual([2, 5, 2, 6]);
});

test("nesting that hides behind brackets in texts does not pass", () => {
  expect(problemsOf(`${"[']',".repeat(9000)}1${"]".repeat(9000)}`)).not.toEqual([]);
});

const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => JSON.stringify(value) !== "null");
const equal = (value: unknown) => JSON.parse(JSON.stringify(value));

test("what is written as JSON or YAML is read as the same", () => {
  fc.assert(
    fc.property(json, (value) => {
      for (const isJson of [true, false]) {
        const text = isJson ? JSON.stringify(value) : stringify(value, { aliasDuplicateObjects: false });
        const reading = read(text, isJson);
        fc.pre(!reading.problems.some(({ problem }) => problem === "nesting"));
        expect(reading.problems).toEqual([]);
        expect(equal(reading.value)).toEqual(equal(value));
      }
    }),
    { numRuns: 200 },
  );
});

test("any text is answered for, with places in it", () => {
  const piece = fc.constantFrom(
    "a: ",
    "- ",
    "\n",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "&x ",
    "*x",
    "? ",
    ": ",
    "'",
    '"',
    "#",
    "|\n",
    "---\n",
    "!!",
    "<<: ",
    "%",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 20 }), (parts) => {
      const text = parts.join("");
      const { places, problems } = read(text);
      const count = text.split(/\r\n|\n|\r/).length;
      for (const [line] of Object.values(places)) expect(line).toBeLessThanOrEqual(count);
      for (const { location } of problems) expect(location.start.line).toBeLessThanOrEqual(count);
    }),
    { numRuns: 500 },
  );
});
