import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type RunDocument, runSchema } from "@phasegate/report";
import { beforeAll, describe, expect, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const e1 = "scripts/phase-e/verify-e1-dedupe-policy.ts";

function node(...args: readonly string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$|NODE_OPTIONS)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** What a run decided, without the moments and durations. */
function decided(text: string) {
  const document: RunDocument = runSchema.parse(JSON.parse(text));
  return document.gates.map(({ milliseconds: _, checks, ...gate }) => ({
    ...gate,
    checks: checks.map(({ milliseconds: __, ...check }) => check),
  }));
}

describe("a gate", () => {
  beforeAll(() => {
    expect(node("--import", "tsx", "scripts/suite/bundle.ts")).toMatchObject({ status: 0 });
  }, 60_000);

  test("says the same as a script of its own, from source, and in the bundle of a suite", () => {
    const script = node("--import", "tsx", e1, "--json");
    const source = node(
      "--import",
      "tsx",
      "packages/phasegate/src/bin.ts",
      "verify",
      "e1-dedupe-policy",
      "--json",
    );
    const bundle = node("scripts/suite/run.mjs", "verify", "e1-dedupe-policy", "--json");
    expect(decided(source.stdout)).toEqual(decided(script.stdout));
    expect(decided(bundle.stdout)).toEqual(decided(script.stdout));
    expect([source.status, bundle.status]).toEqual([script.status, script.status]);
  }, 60_000);

  test("refuses arguments that it does not know, with exit code 3", () => {
    expect(node("--import", "tsx", e1, "--quick")).toMatchObject({
      status: 3,
      stderr: expect.stringContaining(
        "expected --json, --index, --at <commit>, --base <commit> or nothing, got --quick",
      ),
    });
  }, 60_000);
});

test("a suite that there is not is a usage error, although its evidence was asked for", () => {
  const { status, stderr } = node("scripts/suite/verify.mjs", "nightly");
  expect(status).toBe(3);
  expect(stderr).toContain("evidence-nightly");
  expect(stderr).toContain("there is no suite or gate nightly");
}, 60_000);

test("a suite without its bundle is blocked, and says how to make one", () => {
  const own = join(root, "scripts/suite");
  const copy = join(root, ".phasegate/no-bundle-here/scripts/suite");
  const made = spawnSync("sh", ["-c", `mkdir -p "${copy}" && cp "${own}"/*.mjs "${copy}"`]);
  expect(made.status).toBe(0);
  const { status, stderr } = node(join(copy, "run.mjs"), "verify", "quick");
  rmSync(join(root, ".phasegate/no-bundle-here"), { recursive: true });
  expect(status).toBe(2);
  expect(stderr).toContain("pnpm turbo run bundle");
});
