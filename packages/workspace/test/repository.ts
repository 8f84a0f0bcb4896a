import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface TemporaryRepository {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): void;
  git(...args: string[]): string;
}

/** A real git repository in a temporary folder, gone when the test ends. Given files are committed. */
export function temporaryRepository(files: Readonly<Record<string, string>> = {}): TemporaryRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  const write = (contents: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  git("init", "-q", "-b", "main");
  write(files);
  git("add", "-A");
  git("commit", "-qm", "start", "--allow-empty");
  return { root, write, git };
}
