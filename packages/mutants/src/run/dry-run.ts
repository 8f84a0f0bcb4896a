import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RepoPath } from "@phasegate/workspace";
import { copyPrefix } from "../copy/sweep.ts";
import { instrument } from "../generate/instrument.ts";
import type { HostRan } from "../host/protocol.ts";
import type { Blocker } from "../proof.ts";
import { objections } from "./judge.ts";
import type { Lane, LaneOutcome } from "./lane.ts";
import type { PlannedFile, Subject } from "./plan.ts";

/** What a test file does when nothing is broken. */
export interface DryRun {
  readonly ran: HostRan;
  readonly durationMs: number;
  /** Functions of each subject that the file reaches, by index; `0` is the module itself. */
  readonly reached: ReadonlyMap<RepoPath, ReadonlySet<number>>;
}

export type DryOutcome =
  | { readonly kind: "dry"; readonly dry: DryRun }
  | { readonly kind: "blocked"; readonly blocked: readonly Blocker[] };

/** How long a file may take when nothing is broken, in milliseconds. */
const patience = 180_000;

/** Runs a file as it is. */
export async function runPlain(lane: Lane, name: string, file: PlannedFile): Promise<DryOutcome> {
  return judged(
    name,
    file,
    await lane.run({ file: file.file, edits: new Map(), limitMs: patience }),
    new Map(),
  );
}

/** Runs a file with marks in its subjects, to see how far it reaches; that changes nothing that tests see. */
export async function runMarked(
  lane: Lane,
  name: string,
  file: PlannedFile,
  subjects: ReadonlyMap<RepoPath, Subject>,
): Promise<DryOutcome> {
  const folder = mkdtempSync(join(tmpdir(), `${copyPrefix}${process.pid}-marks-`));
  try {
    const marks = [...file.subjects].flatMap((path, index) => {
      const subject = subjects.get(path);
      return subject === undefined ? [] : [{ path, subject, at: join(folder, String(index)) }];
    });
    const edits = new Map(
      marks.map(({ path, subject, at }) => [path, instrument(subject.source, subject.units, at)]),
    );
    const outcome = await lane.run({ file: file.file, edits, limitMs: patience });
    return judged(name, file, outcome, new Map(marks.map(({ path, at }) => [path, marksIn(at)])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function marksIn(file: string): ReadonlySet<number> {
  if (!existsSync(file)) return new Set();
  return new Set(readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number));
}

function judged(
  name: string,
  file: PlannedFile,
  outcome: LaneOutcome,
  reached: DryRun["reached"],
): DryOutcome {
  const at = { package: name, file: file.file };
  switch (outcome.kind) {
    case "hung":
      return blockedBy({ code: "hung", ...at });
    case "ended":
    case "refused":
      return blockedBy({ code: "harness", package: name, detail: outcome.detail });
    case "ran": {
      const { ran, durationMs } = outcome;
      if (!ran.selected) return blockedBy({ code: "file-not-selected", ...at });
      const found = objections(file, ran);
      if (found.length === 0) return { kind: "dry", dry: { ran, durationMs, reached } };
      return {
        kind: "blocked",
        blocked: found.map(({ test, detail }) =>
          test === undefined ? { code: "file-failed", ...at, detail } : { code: "not-passed", test, detail },
        ),
      };
    }
  }
}

function blockedBy(blocker: Blocker): DryOutcome {
  return { kind: "blocked", blocked: [blocker] };
}
