import type { RepoPath } from "@phasegate/workspace";
import type { MutantText } from "../generate/mutants-of.ts";
import type { Blocker, DryFile } from "../proof.ts";
import type { Board } from "./board.ts";
import { runPlain } from "./dry-run.ts";
import { countedTests } from "./judge.ts";
import type { Keep } from "./keep.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import type { PlannedPackage, Subject } from "./plan.ts";
import { tryMutant } from "./try-mutant.ts";
import { type Witness, witnessesOf } from "./witnesses.ts";

export interface PackageProof {
  readonly planned: PlannedPackage;
  readonly subjects: ReadonlyMap<RepoPath, Subject>;
  /** In the order in which they are tried. */
  readonly mutants: readonly MutantText[];
  readonly lanes: Lanes;
  readonly keep: Keep;
  readonly board: Board;
  readonly hungAfterMs: number;
  /** Told after each mutant. */
  readonly onDone: (mutant: MutantText) => void;
}

export interface PackageReport {
  readonly dry: readonly DryFile[];
  readonly blocked: readonly Blocker[];
}

/** The files of one package, and what they make of mutants of the subjects that they are said to prove. Deadlines as `performance.now()` tells them. */
export class PackageProver {
  readonly #proof: PackageProof;
  #witnesses: readonly Witness[] = [];
  #dry: readonly DryFile[] = [];
  #blocked: readonly Blocker[] = [];

  constructor(proof: PackageProof) {
    this.#proof = proof;
  }

  /** Runs the files as they are, to see which can be asked. */
  async prepare(deadline: number): Promise<void> {
    const { witnesses, dry, blocked } = await witnessesOf(this.#proof, deadline);
    this.#witnesses = witnesses;
    this.#dry = dry;
    this.#blocked = blocked;
  }

  /** About how long some mutants take, in milliseconds; an estimate to share time by. */
  cost(among: ReadonlySet<MutantText>): number {
    const quickest = Math.min(...this.#witnesses.map(({ dry }) => dry.durationMs));
    const own = this.#proof.mutants.filter((mutant) => among.has(mutant)).length;
    return own === 0 || this.#witnesses.length === 0 ? 0 : own * quickest;
  }

  /** Tries the package's own among some mutants. */
  try(among: ReadonlySet<MutantText>, deadline: number): Promise<void> {
    return tryAll(this.#proof, this.#witnesses, among, deadline);
  }

  /** Asks the files that were not needed so far, and all of them whether they are as they were. */
  async finish(deadline: number): Promise<PackageReport> {
    await askIdle(this.#proof, this.#witnesses, deadline);
    const unsteady = await closing(this.#proof, this.#witnesses);
    return { dry: this.#dry, blocked: [...this.#blocked, ...unsteady] };
  }
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

/** Each mutant on each file that reaches it, the quickest first, until one notices. */
async function tryAll(
  proof: PackageProof,
  witnesses: readonly Witness[],
  among: ReadonlySet<MutantText>,
  deadline: number,
): Promise<void> {
  const { board, planned, mutants } = proof;
  const quickest = [...witnesses].sort((a, b) => a.dry.durationMs - b.dry.durationMs);
  const ours = mutants.filter(
    (one) => among.has(one) && planned.files.some(({ subjects }) => subjects.has(one.mutant.subject)),
  );
  await share(proof, ours, async (mutant, lane) => {
    const silent = planned.files.some(
      (file) =>
        file.subjects.has(mutant.mutant.subject) && !witnesses.some((witness) => witness.file === file),
    );
    if (silent) board.skip(mutant, performance.now() >= deadline ? "budget" : "blocked");
    for (const witness of quickest) {
      if (reaches(witness, mutant) && !board.isDetected(mutant))
        await ask(proof, witness, mutant, lane, deadline);
    }
    proof.onDone(mutant);
  });
}

/** A file that was not needed for any mutant of a subject, or noticed none, is asked until it notices one. */
async function askIdle(proof: PackageProof, witnesses: readonly Witness[], deadline: number): Promise<void> {
  const { board, mutants } = proof;
  for (const witness of witnesses) {
    for (const subject of witness.file.subjects) {
      const left = mutants.filter((one) => one.mutant.subject === subject && reaches(witness, one));
      const isIdle = () => board.pairing(witness.file.file, subject).noticed === 0;
      await share(proof, left, async (mutant, lane) => {
        if (isIdle() && !board.hasRun(mutant, witness.file.file))
          await ask(proof, witness, mutant, lane, deadline);
      });
    }
  }
}

function reaches({ file, dry }: Witness, { mutant, unit }: MutantText): boolean {
  return file.subjects.has(mutant.subject) && (dry.reached.get(mutant.subject)?.has(unit.index) ?? false);
}

async function ask(
  { keep, board, hungAfterMs }: PackageProof,
  { file, dry }: Witness,
  mutant: MutantText,
  lane: () => Lane,
  deadline: number,
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
