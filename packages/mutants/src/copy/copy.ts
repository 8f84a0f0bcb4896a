import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { keyInputs } from "@phasegate/test-evidence";
import {
  dependencyClosure,
  type RepoPath,
  type Workspace,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import { ignoredFiles } from "./ignored-files.ts";
import { linkModules } from "./link-modules.ts";
import { copyPrefix, sweepCopies } from "./sweep.ts";

/**
 * A package and all that its tests can depend on, as files of their own in a temporary folder. Everything comes through
 * the workspace, so an overlay is copied as it reads; installed packages are links to where they are installed.
 */
export class Copy {
  /** Absolute path, links resolved. */
  readonly root: string;
  readonly #files: ReadonlySet<RepoPath>;

  private constructor(root: string, files: ReadonlySet<RepoPath>) {
    this.root = root;
    this.#files = files;
  }

  /** @throws WorkspaceError for an input that cannot be read */
  static of(workspace: Workspace, one: WorkspacePackage): Copy {
    sweepCopies();
    const root = realpathSync.native(mkdtempSync(join(tmpdir(), `${copyPrefix}${process.pid}-`)));
    try {
      return new Copy(root, fill(root, workspace, one));
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
  }

  has(path: RepoPath): boolean {
    return this.#files.has(path);
  }

  absolute(path: RepoPath): string {
    return join(this.root, path);
  }

  write(path: RepoPath, content: string): void {
    writeFileSync(this.absolute(path), content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Names of files that git reads at the root, so that the copy ignores what the repository ignores. */
const gitFiles = [".gitignore", ".gitattributes"] as const;

function fill(root: string, workspace: Workspace, one: WorkspacePackage): ReadonlySet<RepoPath> {
  const closure = dependencyClosure(workspacePackages(workspace), one);
  const folders = closure.map(({ folder }) => folder);
  const wanted = [...keyInputs(workspace, one).paths, ...gitFiles, ...ignoredFiles(workspace, folders)];
  const files = new Set(wanted.flatMap((path) => filesAt(workspace, path)));
  for (const path of files) copyFile(root, workspace, path);
  for (const folder of new Set(["", ...folders]))
    linkModules({ from: workspace.root, to: root, folder, copied: folders });
  startRepository(root);
  return files;
}

/** A submodule or a linked folder is one entry of git's roster and holds many files. */
function filesAt(workspace: Workspace, path: RepoPath): readonly RepoPath[] {
  const kind = workspace.entry(path);
  if (kind !== "directory") return kind === "file" ? [path] : [];
  return (workspace.list(path) ?? [])
    .filter(({ name }) => name !== "node_modules" && name !== ".git")
    .flatMap(({ name }) => filesAt(workspace, `${path}/${name}`));
}

function copyFile(root: string, workspace: Workspace, path: RepoPath): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, workspace.read(path) ?? "");
  // Whether a file may be run is nothing that the workspace tells.
  const mode = statSync(join(workspace.root, path), { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & 0o111) !== 0) chmodSync(target, 0o755);
}

/** Tests may ask git for the root or for the files; they must not find a repository that holds the temporary folder. */
function startRepository(root: string): void {
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["add", "--all"], { cwd: root });
}
