import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkingTree } from "@phasegate/workspace";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { evidenceFile, readEvidence } from "../src/index.ts";
import { repository } from "./support/repository.ts";
import { run, start } from "./support/run.ts";

const slow = {
  "packages/a/test/slow.test.ts": `import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
test("slow", async () => {
  writeFileSync("../../.git/started", "");
  expect(1).toBe(1);
  await new Promise((go) => setTimeout(go, Number(process.env.PAUSE ?? 30_000)));
}, 60_000);\n`,
};

function evidence(root: string) {
  return readEvidence(openWorkingTree(root), "a");
}

describe("a run", () => {
  it.each([
    ["SIGKILL", { kind: "unfinished" }],
    ["SIGTERM", { kind: "crashed", document: { crash: { code: "signal" } } }],
    ["SIGINT", { kind: "crashed", document: { crash: { code: "signal" } } }],
  ] as const)("ended by %s leaves no result of an earlier one", async (signal, answer) => {
    const made = repository(slow);
    const first = await run(made, { env: { PAUSE: "0" } });
    expect({ code: first.code, kind: evidence(made.root).kind }).toEqual({ code: 0, kind: "fresh" });
    rmSync(join(made.root, ".git/started"));
    const { child, ended } = start(made);
    await vi.waitUntil(() => existsSync(join(made.root, ".git/started")), { timeout: 30_000 });
    expect(evidence(made.root).kind).toBe("unfinished");
    child.kill(signal);
    const { code } = await ended;
    expect(code).not.toBe(0);
    expect(evidence(made.root)).toMatchObject(answer);
  });

  it("does not write over the evidence of a later one", async () => {
    const made = repository(slow);
    const earlier = start(made, { env: { PAUSE: "4000" } });
    await vi.waitUntil(() => existsSync(join(made.root, ".git/started")), { timeout: 30_000 });
    const later = await run(made, { env: { PAUSE: "0" } });
    const written = made.document().run;
    const { code, output } = await earlier.ended;
    expect({ later: later.code, earlier: code, run: made.document().run }).toEqual({
      later: 0,
      earlier: 1,
      run: written,
    });
    expect(output).toContain("a later run has taken over");
  });
});

describe("the command", () => {
  it.each([[["--reporter=dot"]], [["-t", "passes"]], [["test/plain.test.ts"]], [["--help", "-t"]]])(
    "refuses arguments: %j",
    async (args) => {
      const made = repository(slow);
      const { code } = await run(made, { args });
      expect({ code, written: existsSync(join(made.root, "packages/a", evidenceFile)) }).toEqual({
        code: 3,
        written: false,
      });
    },
  );

  it("explains itself", async () => {
    const { code, output } = await run(repository(), { args: ["--help"] });
    expect(code).toBe(0);
    expect(output).toMatchSnapshot();
  });

  it("needs a package", async () => {
    const made = repository({ "loose/notes.md": "" });
    const { code } = await run(made, { folder: "loose" });
    expect({ code, document: made.document("loose") }).toMatchObject({
      code: 1,
      document: { state: "crashed", crash: { code: "not-a-package" } },
    });
  });

  it("needs a repository", async () => {
    const folder = mkdtempSync(join(tmpdir(), "no-repository-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const made = repository();
    rmSync(join(made.root, ".git"), { recursive: true });
    const { code, output } = await run(made);
    expect({ code, output }).toMatchObject({ code: 3, output: expect.stringContaining("git") });
  });
});
