import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { EvidenceDocument, FinishedDocument } from "../../src/index.ts";
import { evidenceDocumentSchema, evidenceFile } from "../../src/index.ts";

export type Files = Readonly<Record<string, string>>;

const require = createRequire(import.meta.url);

/** A repository of its own in a temporary folder, with one package `a` in `packages/a`. */
export class Repository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "evidence-")));

  constructor(files: Files) {
    this.write({
      ".gitignore": "node_modules/\n.evidence/\n",
      "package.json": '{ "name": "root", "private": true }',
      "pnpm-workspace.yaml": "packages: [packages/*]",
      "packages/a/package.json": '{ "name": "a", "type": "module" }',
      ...files,
    });
    mkdirSync(join(this.root, "node_modules"));
    for (const name of ["vitest"]) {
      symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(this.root, "node_modules", name));
    }
    this.git("init", "--quiet");
    this.git("add", "--all");
  }

  git(...args: readonly string[]): void {
    execFileSync("git", ["-C", this.root, ...args]);
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  document(folder = "packages/a"): EvidenceDocument {
    const text = readFileSync(join(this.root, folder, evidenceFile), "utf8");
    return evidenceDocumentSchema.parse(JSON.parse(text));
  }

  finished(folder = "packages/a"): FinishedDocument {
    const document = this.document(folder);
    if (document.state !== "finished")
      throw new Error(`expected a finished run, got ${JSON.stringify(document)}`);
    return document;
  }

  /** Takes a file or folder away. */
  forget(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A repository for one test. */
export function repository(files: Files = {}): Repository {
  const made = new Repository(files);
  onTestFinished(() => made.remove());
  return made;
}
