import type { RepoPath, Workspace, WorkspacePackage } from "@phasegate/workspace";
import { Copy } from "../copy/copy.ts";
import { HostProcess } from "../host/host-process.ts";
import type { HostRan, HostRequest, HostTestName } from "../host/protocol.ts";

/** What a run came to. `refused`: the harness itself could not do it. */
export type LaneOutcome =
  | { readonly kind: "ran"; readonly ran: HostRan; readonly durationMs: number }
  | { readonly kind: "hung" }
  | { readonly kind: "ended"; readonly detail: string }
  | { readonly kind: "refused"; readonly detail: string };

export interface LaneRun {
  /** Test file. */
  readonly file: RepoPath;
  /** Texts that stand in the copy for this run only. */
  readonly edits: ReadonlyMap<RepoPath, string>;
  /** Longest that the run may take, and that one test may, in milliseconds. */
  readonly limitMs: number;
  readonly testMs?: number;
  /** The run may end when one of these has failed. */
  readonly until?: readonly HostTestName[];
}

/** How long a package's Vitest may take to open, in milliseconds. */
const openMs = 60_000;

/** A copy of a package with a host that runs its tests: one after another, and each as if it were the first. */
export class Lane {
  readonly #workspace: Workspace;
  readonly #one: WorkspacePackage;
  readonly #entry: URL;
  readonly #copy: Copy;
  #host: HostProcess | undefined;
  #changed = new Set<RepoPath>();

  /** @throws WorkspaceError for an input that cannot be read */
  constructor(workspace: Workspace, one: WorkspacePackage, entry: URL) {
    this.#workspace = workspace;
    this.#one = one;
    this.#entry = entry;
    this.#copy = Copy.of(workspace, one);
  }

  has(path: RepoPath): boolean {
    return this.#copy.has(path);
  }

  async run({ file, edits, limitMs, testMs, until }: LaneRun): Promise<LaneOutcome> {
    const refusal = await this.#open();
    if (refusal !== undefined) return { kind: "refused", detail: refusal };
    for (const [path, text] of edits) this.#write(path, text);
    const changed = [...this.#changed].map((path) => this.#copy.absolute(path));
    this.#changed.clear();
    const begin = performance.now();
    const patience = testMs === undefined ? {} : { testMs };
    const shortest = until === undefined ? {} : { until };
    const request = {
      kind: "run",
      file: this.#copy.absolute(file),
      changed,
      ...patience,
      ...shortest,
    } as const;
    const outcome = await this.#ask(request, limitMs);
    for (const path of edits.keys()) this.#restore(path);
    return outcome.kind === "ran" ? { ...outcome, durationMs: performance.now() - begin } : outcome;
  }

  /** Ends the host; the next run opens another. */
  end(): void {
    this.#host?.end();
    this.#host = undefined;
  }

  close(): void {
    this.end();
    this.#copy.remove();
  }

  /** @returns why it cannot be opened */
  async #open(): Promise<string | undefined> {
    if (this.#host !== undefined) return undefined;
    this.#host = new HostProcess(this.#entry);
    const outcome = await this.#host.ask(
      { kind: "open", folder: this.#copy.absolute(this.#one.folder) },
      openMs,
    );
    if (outcome.kind === "answered" && outcome.answer.kind === "opened") return undefined;
    this.end();
    if (outcome.kind === "hung") return `Vitest did not open within ${openMs} ms`;
    if (outcome.kind === "ended") return outcome.detail;
    return outcome.answer.kind === "refused" ? outcome.answer.detail : "the host answered another question";
  }

  /** A host whose worker hung or died is not asked again. */
  async #ask(request: HostRequest, limitMs: number): Promise<LaneOutcome> {
    const outcome = (await this.#host?.ask(request, limitMs)) ?? { kind: "hung" };
    if (outcome.kind !== "answered") {
      this.end();
      return outcome;
    }
    const { answer } = outcome;
    if (answer.kind === "opened") return { kind: "refused", detail: "the host answered another question" };
    if (answer.kind === "refused") return answer;
    if (answer.crashed) this.end();
    return { kind: "ran", ran: answer, durationMs: 0 };
  }

  #write(path: RepoPath, text: string): void {
    this.#copy.write(path, text);
    this.#changed.add(path);
  }

  #restore(path: RepoPath): void {
    const bytes = this.#workspace.read(path);
    if (bytes !== undefined) this.#write(path, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
}
