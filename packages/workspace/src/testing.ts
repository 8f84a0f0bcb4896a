import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real git repository in a temporary folder. */
export interface TemporaryRepository {
  /** Absolute path, links resolved. */
  readonly root: string;
  /** Writes files by path; folders are made. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs git in it and gives its output. Throws when git does. */
  git(...args: string[]): string;
  /** Deletes it. */
  dispose(): void;
}

/** Makes a repository with a `main` branch and one commit that holds the given files. The caller disposes of it. */
export function createTemporaryRepository(
  files: Readonly<Record<string, string>> = {},
  { objectFormat = "sha1" }: { readonly objectFormat?: string } = {},
): TemporaryRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-")));
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]): string =>
    execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
  const write = (contents: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  git("init", "-q", "-b", "main", `--object-format=${objectFormat}`);
  write(files);
  git("add", "-A");
  git("commit", "-qm", "start", "--allow-empty");
  return { root, write, git, dispose: () => rmSync(root, { recursive: true, force: true }) };
}
