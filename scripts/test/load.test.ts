import { spawnSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const suite = resolve(dirname(fileURLToPath(import.meta.url)), "../suite");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "phasegate-load-"));
  cpSync(suite, join(root, "scripts/suite"), { recursive: true });
  mkdirSync(join(root, ".phasegate/bundle"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const saying = (word: string) =>
  `exports.start = async () => { console.log("${word}"); process.exitCode = 0; };\n`;
const bundle = (text: string) => writeFileSync(join(root, ".phasegate/bundle/suite.cjs"), text);
const kept = () => readdirSync(join(root, ".phasegate/code"));

function run(env: Readonly<Record<string, string>> = {}, script = "run.mjs") {
  const { CI: _, NODE_OPTIONS: __, ...own } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/suite", script)], {
    encoding: "utf8",
    env: { ...own, ...env },
  });
  return { status, said: stdout.trim(), stderr };
}

test("another bundle of the same length is not taken for the one whose compiled code was kept", () => {
  bundle(saying("one"));
  expect(run()).toEqual({ status: 0, said: "one", stderr: "" });
  expect(kept()).toHaveLength(1);
  expect(run()).toEqual({ status: 0, said: "one", stderr: "" });
  bundle(saying("two"));
  expect(run()).toEqual({ status: 0, said: "two", stderr: "" });
  expect(kept()).toHaveLength(2);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["torn", (bytes) => bytes.subarray(0, bytes.length / 2)],
  ["empty", () => Buffer.alloc(0)],
  ["edited", (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) === 0 ? 1 : 0])])],
])("compiled code that is %s is compiled again", (_, wreck) => {
  bundle(saying("one"));
  run();
  const [name = ""] = kept();
  const file = join(root, ".phasegate/code", name);
  const whole = readFileSync(file);
  writeFileSync(file, wreck(whole));
  expect(run()).toEqual({ status: 0, said: "one", stderr: "" });
  expect(readFileSync(file).length).toBeGreaterThan(64);
  expect(kept()).toEqual([name]);
});

test("in CI no compiled code is kept", () => {
  bundle(saying("one"));
  expect(run({ CI: "true" })).toEqual({ status: 0, said: "one", stderr: "" });
  expect(readdirSync(join(root, ".phasegate"))).toEqual(["bundle"]);
});

test("compiled code of a few bundles is kept", () => {
  for (const word of ["one", "two", "three", "four", "five"]) {
    bundle(saying(word));
    run();
  }
  expect(kept()).toHaveLength(3);
});

test("a bundle that was made anew after it was loaded judges, and not the old one", () => {
  writeFileSync(
    join(root, "scripts/suite/late.mjs"),
    `import { writeFileSync } from "node:fs";
    import { judge, prepare, prepared } from "./load.mjs";
    const before = prepare();
    writeFileSync(${JSON.stringify(join(root, ".phasegate/bundle/suite.cjs"))}, ${JSON.stringify(saying("new"))});
    await judge(prepared(before));`,
  );
  expect(run({}, "late.mjs")).toMatchObject({ status: 0, said: "new" });
  bundle(saying("old"));
  expect(run({}, "late.mjs")).toMatchObject({ status: 0, said: "new" });
  bundle("throw new Error('of the old one');\n");
  expect(run({}, "late.mjs")).toEqual({ status: 0, said: "new", stderr: "" });
});

test("a bundle that cannot be loaded, or judged with, is blocked", () => {
  bundle("throw new Error('why');\n");
  expect(run()).toEqual({ status: 2, said: "", stderr: "phasegate: blocked: why\n" });
  bundle("this is no script");
  expect(run()).toMatchObject({ status: 2, said: "", stderr: expect.stringContaining("blocked") });
  bundle("");
  expect(run()).toMatchObject({ status: 2, said: "", stderr: expect.stringContaining("blocked") });
});

test("what cannot be printed is no success", () => {
  bundle(saying("one"));
  const full = openSync("/dev/full", "w");
  try {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/suite/run.mjs")], {
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    expect({ status, said: stderr }).toEqual({
      status: 2,
      said: expect.stringContaining("cannot be printed"),
    });
  } finally {
    closeSync(full);
  }
});
