import type { RepoPath } from "@phasegate/workspace";
import type { MutantText } from "../generate/mutants-of.ts";
import type { Blocker, DryFile } from "../proof.ts";
import type { Board } from "./board.ts";
import { type DryOutcome, type DryRun, runMarked, runPlain } from "./dry-run.ts";
import { countedTests } from "./judge.ts";
import type { Keep } from "./keep.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import type { PlannedFile, PlannedPackage, Subject } from "./plan.ts";
import { tryMutant } from "./try-mutant.ts";

export interface PackageProof {
  readonly planned: PlannedPackage;
  readonly subjects: ReadonlyMap<RepoPath, Subject>;
  /** In the order in which they are tried. */
  readonly mutants: readonly MutantText[];
  readonly lanes: Lanes;
  readonly keep: Keep;
  readonly board: Board;
  /** Time at which nothing new is begun, as `performance.now()` tells it. */
  readonly deadline: number;
  readonly hungAfterMs: number;
  /** Told after each mutant. */
  readonly onDone: (mutant: MutantText) => void;
}

export interface PackageReport {
  readonly dry: readonly DryFile[];
  readonly blocked: readonly Blocker[];
}

/** A file that passes when nothing is broken. */
interface Witness {
  readonly file: PlannedFile;
  readonly dry: DryRun;
}

/** Tries every mutant on the files of one package that are said to prove its subject. */
export async function provePackage(proof: PackageProof): Promise<PackageReport> {
  const witnesses: Witness[] = [];
  const dry: DryFile[] = [];
  const blocked: Blocker[] = [];
  const name = proof.planned.one.name;
  for (const file of proof.planned.files) {
    if (!proof.mutants.some(({ mutant }) => file.subjects.has(mutant.subject))) continue;
    const kept = proof.keep.dry(file);
    if (kept === undefined && performance.now() >= proof.deadline) continue;
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
  await tryAll(proof, witnesses);
  await askIdle(proof, witnesses);
  blocked.push(...(await closing(proof, witnesses)));
  return { dry, blocked };
}

/**
 * Once more without any mutant, in every copy: a mutant may have left something behind that fails the tests ever since, and
 * would have seemed to kill all that came after it.
 */
async function closing(
  { planned, keep, lanes }: PackageProof,
  witnesses: readonly Witness[],
): Promise<readonly Blocker[]> {
  const blocked: Blocker[] = [];
  for (const { file } of witnesses.filter((witness) => keep.isPending(witness.file))) {
    const outcomes = await Promise.all(lanes.opened().map((lane) => runPlain(lane, planned.one.name, file)));
    if (outcomes.every((outcome) => outcome.kind === "dry")) keep.confirm(file);
    else blocked.push({ code: "unsteady", package: planned.one.name, file: file.file });
  }
  return blocked;
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

/** Each mutant on each file that reaches it, the quickest first, until one notices. */
async function tryAll(proof: PackageProof, witnesses: readonly Witness[]): Promise<void> {
  const { board, planned, mutants } = proof;
  const quickest = [...witnesses].sort((a, b) => a.dry.durationMs - b.dry.durationMs);
  const ours = mutants.filter(({ mutant }) =>
    planned.files.some(({ subjects }) => subjects.has(mutant.subject)),
  );
  await share(proof, ours, async (mutant, lane) => {
    const silent = planned.files.some(
      (file) =>
        file.subjects.has(mutant.mutant.subject) && !witnesses.some((witness) => witness.file === file),
    );
    if (silent) board.skip(mutant, performance.now() >= proof.deadline ? "budget" : "blocked");
    for (const witness of quickest) {
      if (reaches(witness, mutant) && !board.isDetected(mutant)) await ask(proof, witness, mutant, lane);
    }
    proof.onDone(mutant);
  });
}

/** A file that was not needed for any mutant of a subject, or noticed none, is asked until it notices one. */
async function askIdle(proof: PackageProof, witnesses: readonly Witness[]): Promise<void> {
  const { board, mutants } = proof;
  for (const witness of witnesses) {
    for (const subject of witness.file.subjects) {
      const left = mutants.filter((one) => one.mutant.subject === subject && reaches(witness, one));
      const isIdle = () => board.pairing(witness.file.file, subject).noticed === 0;
      await share(proof, left, async (mutant, lane) => {
        if (isIdle() && !board.hasRun(mutant, witness.file.file)) await ask(proof, witness, mutant, lane);
      });
    }
  }
}

function reaches({ file, dry }: Witness, { mutant, unit }: MutantText): boolean {
  return file.subjects.has(mutant.subject) && (dry.reached.get(mutant.subject)?.has(unit.index) ?? false);
}

async function ask(
  { keep, board, deadline, hungAfterMs }: PackageProof,
  { file, dry }: Witness,
  mutant: MutantText,
  lane: () => Lane,
): Promise<void> {
  const { subject } = mutant.mutant;
  const kept = keep.verdict(file, subject, mutant.text);
  if (kept !== undefined) {
    board.record(mutant, file.file, kept, true);
    return;
  }
  if (performance.now() + dry.durationMs > deadline) {
    board.skip(mutant, "budget");
    return;
  }
  const counted = countedTests(file, dry.ran);
  const verdict = await tryMutant(lane(), { file, counted, dry, subject, text: mutant.text, hungAfterMs });
  if (verdict === undefined) {
    board.skip(mutant, "harness");
    return;
  }
  keep.keepVerdict(file, subject, mutant.text, verdict);
  board.record(mutant, file.file, verdict, false);
}

/** Shares out items among as many workers as there are lanes; a lane is opened when its worker first needs it. */
async function share<T>(
  { lanes }: PackageProof,
  items: readonly T[],
  work: (item: T, lane: () => Lane) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (index: number) => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item, () => lanes.all()[index] ?? lanes.first());
    }
  };
  await Promise.all(Array.from({ length: lanes.count }, (_, index) => worker(index)));
}
