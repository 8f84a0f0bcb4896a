import { randomUUID } from "node:crypto";
import { join, relative, sep } from "node:path";
import {
  openWorkingTree,
  type RepoPath,
  type Workspace,
  WorkspaceError,
  workspacePackages,
} from "@phasegate/workspace";
import {
  type CrashCode,
  type CrashedDocument,
  type EvidenceDocument,
  evidenceFile,
  evidenceSchemaId,
  type FinishedDocument,
  type Key,
} from "../document.ts";
import { freshnessKey, processRuntime } from "../key.ts";
import { keyChanges } from "../key-changes.ts";
import { modulesLeftOut } from "../left-out.ts";
import { watchForCrash } from "./crash-watch.ts";
import { EvidenceStore } from "./evidence-store.ts";
import { packageName } from "./package-name.ts";
import { type Portable, portable } from "./portable.ts";
import { recordError } from "./record-error.ts";
import { RunCrash } from "./run-crash.ts";
import { type RunFacts, runVitest } from "./run-vitest.ts";
import { isGreen } from "./summary.ts";

export interface RunResult {
  readonly ok: boolean;
  readonly path: RepoPath;
  readonly document: CrashedDocument | FinishedDocument;
  /** Test modules of the package that took no part. */
  readonly leftOut: readonly RepoPath[];
  /** False when a later run has taken over the file meanwhile. */
  readonly written: boolean;
}

/**
 * One run: the evidence of the run before is void from here on, and whatever happens, this run writes its own.
 * @param folder absolute real path of the package
 */
export async function startRun(workspace: Workspace, folder: string): Promise<RunResult> {
  const inside = relative(workspace.root, folder).replaceAll(sep, "/");
  const run = new Run(workspace, inside);
  run.claim();
  const endWatch = watchForCrash((code, error) => run.crash(code, error));
  try {
    return run.finish(await run.evidence());
  } catch (error) {
    const code = error instanceof RunCrash ? error.code : errorCode(error);
    return run.crash(code, error instanceof RunCrash ? error.cause : error);
  } finally {
    endWatch();
  }
}

class Run {
  readonly #workspace: Workspace;
  readonly #folder: RepoPath;
  readonly #path: RepoPath;
  readonly #store: EvidenceStore;
  readonly #portable: Portable;
  readonly #runtime = processRuntime();
  readonly #header: Pick<EvidenceDocument, "schema" | "package" | "run" | "startedAt">;
  #result: RunResult | undefined;

  constructor(workspace: Workspace, folder: RepoPath) {
    this.#workspace = workspace;
    this.#folder = folder;
    this.#path = folder === "" ? evidenceFile : `${folder}/${evidenceFile}`;
    this.#portable = portable(workspace.root);
    this.#header = {
      schema: evidenceSchemaId,
      package: { name: packageName(workspace, folder), folder },
      run: randomUUID(),
      startedAt: new Date().toISOString(),
    };
    this.#store = new EvidenceStore(join(workspace.root, this.#path), this.#header.run);
  }

  claim(): void {
    this.#store.claim({ ...this.#header, state: "running" });
  }

  /** Runs the tests between two keys, both computed from the files as they were then. */
  async evidence(): Promise<FinishedDocument> {
    refuseStranger(this.#workspace, this.#folder);
    const before = this.#key(this.#workspace);
    const facts = await runVitest(this.#workspace, this.#folder, before, this.#portable);
    const after = this.#key(openWorkingTree(this.#workspace.root));
    return this.#finished(facts, before, after);
  }

  finish(document: FinishedDocument): RunResult {
    return this.#write(document, isGreen(document));
  }

  crash(code: CrashCode, error: unknown): RunResult {
    if (this.#result !== undefined) return this.#result;
    const crash = { code, error: recordError(error, this.#portable) };
    return this.#write(
      { ...this.#header, state: "crashed", finishedAt: new Date().toISOString(), crash },
      false,
    );
  }

  #write(document: RunResult["document"], ok: boolean): RunResult {
    const written = this.#store.finish(document);
    const leftOut = document.state === "finished" ? this.#leftOut(document) : [];
    this.#result = { ok: ok && written, path: this.#path, document, leftOut, written };
    return this.#result;
  }

  #leftOut(document: FinishedDocument): readonly RepoPath[] {
    const one = workspacePackages(this.#workspace).find(({ folder }) => folder === this.#folder);
    return one === undefined ? [] : modulesLeftOut(this.#workspace, one, document);
  }

  #key(workspace: Workspace): Key {
    return freshnessKey(workspace, this.#folder, this.#runtime);
  }

  #finished(facts: RunFacts, before: Key, after: Key): FinishedDocument {
    return {
      ...this.#header,
      state: "finished",
      finishedAt: new Date().toISOString(),
      ...facts,
      key: before,
      changedDuringRun: [...keyChanges(before, after)],
    };
  }
}

function errorCode(error: unknown): CrashCode {
  return error instanceof WorkspaceError ? "unreadable-input" : "exception";
}

function refuseStranger(workspace: Workspace, folder: RepoPath): void {
  if (workspacePackages(workspace).some((one) => one.folder === folder)) return;
  throw new RunCrash("not-a-package", new Error(`${folder || "."} is no package of the workspace`));
}
