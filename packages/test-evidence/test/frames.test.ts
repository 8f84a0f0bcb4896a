import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portable } from "../src/runner/portable.ts";
import { recordError } from "../src/runner/record-error.ts";
import { callerFrame, framesOf } from "../src/worker/frames.ts";

describe("frames", () => {
  it.each([
    ["    at /repo/a.ts:1:2", { file: "/repo/a.ts", line: 1, column: 2 }],
    ["    at fn (/repo/a.ts:1:2)", { file: "/repo/a.ts", line: 1, column: 2 }],
    ["    at async Promise.all (index 0)", undefined],
    ["    at new Thing (file:///repo/a b.ts:10:20)", { file: "file:///repo/a b.ts", line: 10, column: 20 }],
    ["    at Object.get [as value] (C:\\repo\\a.ts:1:2)", { file: "C:\\repo\\a.ts", line: 1, column: 2 }],
    ["    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)", undefined],
    ["    at eval (eval at <anonymous> (/repo/a.ts:1:2), <anonymous>:3:4)", undefined],
    ["message at /repo/a.ts:1:2", undefined],
  ])("%s", (line, frame) => {
    expect(framesOf(`Error: x\n${line}`)).toEqual(frame === undefined ? [] : [frame]);
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const frame = callerFrame(text, "/own/");
        expect(frame === null || frame.line >= 0).toBe(true);
      }),
    );
  });

  it("leave out installed packages and the folder that watches", () => {
    const stack =
      "Error\n at /r/node_modules/x/a.js:1:1\n at file:///own/b.ts:1:1\n at /own/c.ts:1:1\n at /r/d.ts:4:5";
    expect(callerFrame(stack, "/own/")).toEqual({ file: "/r/d.ts", line: 4, column: 5 });
  });
});

describe("what is written down", () => {
  const to = portable("/home/me/repo");

  it.each([
    ["at /home/me/repo/packages/a/x.ts", "at packages/a/x.ts"],
    ["file:///home/me/repo/x.ts?v=1", "x.ts?v=1"],
    ["in /home/me/repo", "in ."],
    ["/home/me/repository/x.ts", "/home/me/repository/x.ts"],
    ["\u001b[31mred\u001b[0m", "red"],
    [
      "/home/me/repo/node_modules/.pnpm/vite@8.3.8_x/node_modules/vite/dist/a.js",
      "node_modules/vite/dist/a.js",
    ],
    ["/elsewhere/node_modules/.pnpm/vite@8.3.8_x/node_modules/vite/dist/a.js", "node_modules/vite/dist/a.js"],
  ])("%s becomes %s", (input, output) => {
    expect(to.text(input)).toBe(output);
  });

  it.each([
    ["/home/me/repo/a.ts", "a.ts"],
    ["file:///home/me/repo/a%20b.ts", "a b.ts"],
    ["/home/me/repo/a.ts?vitest=1", "a.ts"],
    ["/home/me/repo/packages/a/node_modules/x/a.ts", null],
    ["/home/me/other/a.ts", null],
    ["/home/me/repo", null],
    ["/home/me/repo/../x.ts", null],
    ["/home/me/repo/a/../x.ts", "x.ts"],
    ["virtual:module", null],
    ["\0virtual", null],
    ["file://host/x", null],
    ["file:///home/me/repo/a%2Fb.ts", null],
    ["file:///home/me/repo/100%.ts", null],
    ["file:///home/me/repo/%A0.ts", null],
    ["file:", null],
  ])("%s is the repository's %s", (input, output) => {
    expect(to.path(input)).toBe(output);
  });

  it("never throws", () => {
    const hostile = fc.tuple(
      fc.constantFrom("", "file:", "file:///home/me/repo/", "/home/me/repo/"),
      fc.string(),
    );
    fc.assert(
      fc.property(hostile, ([prefix, rest]) => {
        expect(to.path(prefix + rest) ?? "x").toMatch(/^(?!\.\.(\/|$))./s);
        expect(to.text(prefix + rest)).not.toContain("/home/me/repo/");
      }),
    );
  });

  it.each([
    ["text", { name: "Error", message: "text", location: null }],
    [undefined, { name: "Error", message: "undefined", location: null }],
    [null, { name: "Error", message: "null", location: null }],
    [{}, { name: "Error", message: "[object Object]", location: null }],
    [
      { message: "m", stacks: [{ file: "/home/me/repo/a.ts", line: 1, column: 2 }] },
      { name: "Error", message: "m", location: { path: "a.ts", line: 1, column: 2 } },
    ],
    [
      { message: "m", loc: { file: "/home/me/repo/b.ts", line: 3, column: 4 } },
      { name: "Error", message: "m", location: { path: "b.ts", line: 3, column: 4 } },
    ],
  ])("an error of the form %j", (thrown, recorded) => {
    expect(recordError(thrown, to)).toEqual(recorded);
  });
});
