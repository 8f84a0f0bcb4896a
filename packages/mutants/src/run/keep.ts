import { createHash } from "node:crypto";
import type { Memo, RepoPath } from "@phasegate/workspace";
import { z } from "zod";
import { type HostRan, hostAnswerSchema } from "../host/protocol.ts";
import type { DryRun } from "./dry-run.ts";
import type { FileVerdict } from "./judge.ts";
import type { PlannedFile } from "./plan.ts";

/** Changes whenever equal inputs could come to another result. */
const namespace = "mutants/2";

const refSchema = z.object({ file: z.string(), path: z.array(z.string()), title: z.string() });
const verdictSchema = z.object({
  status: z.enum(["killed", "survived", "crashed", "timeout"]),
  killedBy: z.array(refSchema),
  noticedBy: z.array(refSchema),
});
const drySchema = z.object({
  ran: hostAnswerSchema,
  durationMs: z.number(),
  reached: z.array(z.tuple([z.string(), z.array(z.number())])),
});

/** What a file made of a mutant; only what was seen is kept. */
export type KeptVerdict = Omit<FileVerdict, "status"> & {
  readonly status: FileVerdict["status"] | "timeout";
};

/** Results of earlier runs, by the key of everything that a package's tests can depend on and the text that was tried. */
export class Keep {
  readonly #memo: Memo | undefined;
  readonly #key: string;
  readonly #pending = new Map<PlannedFile, (() => void)[]>();

  /** @param key digest of the package's freshness key */
  constructor(memo: Memo | undefined, key: string) {
    this.#memo = memo;
    this.#key = key;
  }

  verdict(file: PlannedFile, subject: RepoPath, text: string): KeptVerdict | undefined {
    return verdictSchema.safeParse(this.#memo?.get(namespace, this.#id(file, [subject, text]))).data;
  }

  /** Kept once {@link confirm} says that the file was still to be trusted afterwards. */
  keepVerdict(
    file: PlannedFile,
    subject: RepoPath,
    text: string,
    { status, killedBy, noticedBy }: KeptVerdict,
  ): void {
    const write = () =>
      this.#memo?.set(namespace, this.#id(file, [subject, text]), { status, killedBy, noticedBy });
    this.#pending.set(file, [...(this.#pending.get(file) ?? []), write]);
  }

  /** Whether anything of a file waits to be confirmed. */
  isPending(file: PlannedFile): boolean {
    return this.#pending.has(file);
  }

  confirm(file: PlannedFile): void {
    for (const write of this.#pending.get(file) ?? []) write();
    this.#pending.delete(file);
  }

  dry(file: PlannedFile): DryRun | undefined {
    const found = drySchema.safeParse(this.#memo?.get(namespace, this.#id(file, [])));
    if (!found.success || found.data.ran.kind !== "ran") return undefined;
    const { ran, durationMs, reached } = found.data;
    return { ran, durationMs, reached: new Map(reached.map(([path, units]) => [path, new Set(units)])) };
  }

  keepDry(file: PlannedFile, { ran, durationMs, reached }: DryRun): void {
    const plain: HostRan = ran;
    const units = [...reached].map(([path, indices]) => [path, [...indices]]);
    this.#memo?.set(namespace, this.#id(file, []), { ran: plain, durationMs, reached: units });
  }

  #id({ file, named, subjects }: PlannedFile, more: readonly string[]): string {
    const parts = [
      this.#key,
      file,
      named.map(({ path, title }) => [path, title]),
      [...subjects].sort(),
      ...more,
    ];
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  }
}
