import type { RepoPath } from "@phasegate/workspace";
import type { Blocker, DryFile } from "../proof.ts";
import { type DryOutcome, type DryRun, runMarked, runPlain } from "./dry-run.ts";
import type { PlannedFile, Subject } from "./plan.ts";
import type { PackageProof } from "./prove-package.ts";

/** A file that passes when nothing is broken. */
export interface Witness {
  readonly file: PlannedFile;
  readonly dry: DryRun;
}

export interface Witnesses {
  readonly witnesses: readonly Witness[];
  readonly dry: readonly DryFile[];
  readonly blocked: readonly Blocker[];
}

/** The files of a package that can be asked. @param deadline time at which nothing new is begun */
export async function witnessesOf(proof: PackageProof, deadline: number): Promise<Witnesses> {
  const witnesses: Witness[] = [];
  const dry: DryFile[] = [];
  const blocked: Blocker[] = [];
  const name = proof.planned.one.name;
  for (const file of proof.planned.files) {
    if (!proof.mutants.some(({ mutant }) => file.subjects.has(mutant.subject))) continue;
    const kept = proof.keep.dry(file);
    if (kept === undefined && performance.now() >= deadline) continue;
    const outcome: DryOutcome = kept === undefined ? await dryRun(proof, file) : { kind: "dry", dry: kept };
    if (outcome.kind === "blocked") {
      blocked.push(...outcome.blocked);
      continue;
    }
    proof.keep.keepDry(file, outcome.dry);
    witnesses.push({ file, dry: outcome.dry });
    dry.push({
      package: name,
      file: file.file,
      durationMs: outcome.dry.durationMs,
      cached: kept !== undefined,
    });
  }
  return { witnesses, dry, blocked };
}

/** With marks and without, beside each other; tests that do not bear that are run one after another from then on. */
async function dryRun(proof: PackageProof, file: PlannedFile): Promise<DryOutcome> {
  const { planned, subjects, lanes } = proof;
  const name = planned.one.name;
  const [plainLane, markedLane] = lanes.all();
  if (plainLane !== undefined && markedLane !== undefined) {
    const outcomes = await Promise.all([
      runPlain(plainLane, name, file),
      runMarked(markedLane, name, file, subjects),
    ]);
    const both = together(...outcomes);
    if (both.kind === "dry") return both;
    lanes.reduce();
  }
  const plain = await runPlain(lanes.first(), name, file);
  if (plain.kind === "blocked") return plain;
  const marked = together(plain, await runMarked(lanes.first(), name, file, subjects));
  return marked.kind === "dry"
    ? marked
    : { kind: "dry", dry: { ...plain.dry, reached: everything(file, subjects) } };
}

/** Marks can be in the way (of functions that are run as text elsewhere); then nobody knows what is not reached. */
function everything(file: PlannedFile, subjects: ReadonlyMap<RepoPath, Subject>): DryRun["reached"] {
  const units = (path: RepoPath) => (subjects.get(path)?.units ?? []).map((unit) => unit.index);
  return new Map([...file.subjects].map((path) => [path, new Set(units(path))]));
}

function together(plain: DryOutcome, marked: DryOutcome): DryOutcome {
  if (plain.kind === "blocked") return plain;
  if (marked.kind === "blocked") return marked;
  const durationMs = Math.max(plain.dry.durationMs, marked.dry.durationMs);
  return { kind: "dry", dry: { ran: plain.dry.ran, durationMs, reached: marked.dry.reached } };
}
