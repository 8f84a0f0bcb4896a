import type { RepoPath } from "@phasegate/workspace";
import type { Mutant } from "./generate/mutants-of.ts";

/** Titles by describe path, the test's own last; a bare string is a title at the top of the file. */
export type TestName = string | readonly string[];

/** What a gate says of a test file: these of its tests prove these modules. */
export interface ProofTarget {
  /** Name of the workspace package whose tests run. */
  readonly package: string;
  /** Test file, relative to the package's folder. */
  readonly file: string;
  /** Modules that the file is said to prove. */
  readonly subjects: readonly RepoPath[];
  /** The tests that count; without any, all of the file's. */
  readonly tests: readonly TestName[];
}

/** A test's identity: module, describe path and title, never a joined string. */
export interface TestRef {
  readonly file: RepoPath;
  readonly path: readonly string[];
  readonly title: string;
}

/**
 * What became of a mutant. `killed`: a named test did not pass, the module did not load, or an error went unhandled.
 * `survived`: every named test passed. `timeout`: the tests did not end, and without the mutant they did. `crashed`: the
 * worker or its host died. `no-coverage`: no test that should prove the subject reaches the function. `not-run`: nobody knows.
 */
export const mutantStatuses = ["killed", "survived", "timeout", "crashed", "no-coverage", "not-run"] as const;
export type MutantStatus = (typeof mutantStatuses)[number];

/** Why a mutant was not run: the budget was spent, its package is blocked, or the harness failed without it, too. */
export const notRunReasons = ["budget", "blocked", "harness"] as const;
export type NotRunReason = (typeof notRunReasons)[number];

export interface MutantResult extends Mutant {
  readonly status: MutantStatus;
  /** Named tests that did not pass, of the files that ran; empty when the file as a whole noticed (`module`, `unhandled`). */
  readonly killedBy: readonly TestRef[];
  /** Tests that failed and are not named: a survivor that they noticed asks for a name in the gate. */
  readonly noticedBy: readonly TestRef[];
  /** Test files that ran with it. */
  readonly ran: readonly RepoPath[];
  readonly reason?: NotRunReason;
  /** The result is of an earlier run, on equal inputs. */
  readonly cached: boolean;
}

/** Why nothing can be said of a package's tests or of a subject. */
export type Blocker =
  | { readonly code: "unknown-package"; readonly package: string }
  | { readonly code: "subject-absent"; readonly subject: RepoPath }
  | { readonly code: "subject-not-code"; readonly subject: RepoPath }
  | {
      readonly code: "subject-unparsable";
      readonly subject: RepoPath;
      readonly line: number;
      readonly detail: string;
    }
  | { readonly code: "subject-outside"; readonly package: string; readonly subject: RepoPath }
  /** A subject in which there is nothing to break: it can prove nothing. */
  | { readonly code: "subject-empty"; readonly subject: RepoPath }
  | {
      readonly code: "input-unreadable";
      readonly package: string;
      readonly path: RepoPath;
      readonly detail: string;
    }
  | { readonly code: "harness"; readonly package: string; readonly detail: string }
  | { readonly code: "file-not-selected"; readonly package: string; readonly file: RepoPath }
  | { readonly code: "hung"; readonly package: string; readonly file: RepoPath }
  | { readonly code: "not-passed"; readonly test: TestRef; readonly detail: string }
  /** The file passed before the mutants and not after them: what it said of them cannot be trusted. */
  | { readonly code: "unsteady"; readonly package: string; readonly file: RepoPath }
  | {
      readonly code: "file-failed";
      readonly package: string;
      readonly file: RepoPath;
      readonly detail: string;
    };

/** The tests without any mutant, in the same harness. */
export interface DryFile {
  readonly package: string;
  readonly file: RepoPath;
  readonly durationMs: number;
  readonly cached: boolean;
}

/** A file and a subject that it is said to prove. */
export interface Pairing {
  readonly file: RepoPath;
  readonly subject: RepoPath;
  /** Mutants of the subject that ran with this file, and those of them that its named tests noticed. */
  readonly ran: number;
  readonly noticed: number;
}

export interface Proof {
  readonly seed: number;
  readonly budgetMs: number;
  readonly durationMs: number;
  readonly dry: readonly DryFile[];
  readonly blocked: readonly Blocker[];
  /** In the order of subjects and places. */
  readonly mutants: readonly MutantResult[];
  /** Each file with each of its subjects. One that ran and noticed nothing proves nothing of that subject. */
  readonly pairings: readonly Pairing[];
}
