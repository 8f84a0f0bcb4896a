import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { evidenceFile } from "../src/index.ts";
import { runCommand } from "../src/runner/command.ts";
import { type Repository, repository } from "./support/repository.ts";

async function command(made: Repository, args: readonly string[], folder = "packages/a") {
  const stdout = new PassThrough({ encoding: "utf8" });
  const stderr = new PassThrough({ encoding: "utf8" });
  const code = await runCommand({ args, cwd: join(made.root, folder), stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

describe("the command", () => {
  it.each([[["--reporter=dot"]], [["-t", "passes"]], [["test/plain.test.ts"]], [["--help", "-t"]]])(
    "refuses arguments, for the evidence would speak of less: %j",
    async (args) => {
      const made = repository();
      expect(await command(made, args)).toMatchObject({ code: 3, out: "" });
      expect(existsSync(join(made.root, "packages/a", evidenceFile))).toBe(false);
    },
  );

  it("explains itself", async () => {
    const { code, out } = await command(repository(), ["--help"]);
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  it("needs a package", async () => {
    const made = repository({ "loose/notes.md": "" });
    expect(await command(made, [], "loose")).toMatchObject({
      code: 3,
      err: expect.stringContaining("package.json"),
    });
    expect(existsSync(join(made.root, "loose/.evidence"))).toBe(false);
  });

  it("needs a package of the workspace", async () => {
    const made = repository({ "loose/package.json": "{}" });
    expect(await command(made, [], "loose")).toMatchObject({ code: 1 });
    expect(made.document("loose")).toMatchObject({ state: "crashed", crash: { code: "not-a-package" } });
  });

  it("needs a repository, and leaves no evidence without one", async () => {
    const made = repository();
    const file = join(made.root, "packages/a", evidenceFile);
    mkdirSync(dirname(file));
    writeFileSync(file, "{}");
    made.forget(".git");
    expect(await command(made, [])).toMatchObject({ code: 3, err: expect.stringContaining("git") });
    expect(existsSync(file)).toBe(false);
  });

  it("voids the evidence before it even when a package.json cannot be read", async () => {
    const made = repository({ "packages/a/package.json": "{", "packages/b/package.json": "{" });
    expect(await command(made, [])).toMatchObject({ code: 1 });
    expect(made.document()).toMatchObject({
      package: { name: "packages/a" },
      state: "crashed",
      crash: {
        code: "unreadable-input",
        error: { message: expect.stringContaining("packages/a/package.json") },
      },
    });
  });
});
