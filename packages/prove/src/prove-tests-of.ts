import { type Blocker, type Progress, proveTests } from "@phasegate/mutants";
import { type ProofDocument, type TestProof, testProofVerdict, worst } from "@phasegate/report";
import type { Gate } from "@phasegate/verify-utils";
import { type Memo, type Workspace, workspacePackages } from "@phasegate/workspace";
import { targetOf } from "./target-of.ts";

/** How far the proof of tests is. */
export type TestProgress = Progress;

export interface ProveTestsOptions {
  readonly workspace: Workspace;
  readonly memo: Memo;
  readonly gates: readonly Gate[];
  /** Chooses which mutants come first. */
  readonly seed: number;
  /** Milliseconds after which nothing new is begun. */
  readonly budget: number;
  /** Milliseconds for which the first mutant of every function is begun all the same. */
  readonly firstBudget?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** The module that runs tests, where it was bundled elsewhere. */
  readonly hostEntry?: URL;
}

/** Breaks, on copies, the modules that the named tests of gates are said to prove, and tells what they did not notice. */
export async function proveTestsOf(options: ProveTestsOptions): Promise<TestProof> {
  const { workspace, memo, gates, seed, budget, firstBudget, onProgress, hostEntry } = options;
  const packages = workspacePackages(workspace);
  const proof = await proveTests({
    workspace,
    targets: gates.flatMap(({ checks }) => checks.flatMap((check) => targetOf(check, packages) ?? [])),
    budget: { ms: budget, ...(firstBudget === undefined ? {} : { firstMs: firstBudget }) },
    seed,
    cache: memo,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(hostEntry === undefined ? {} : { hostEntry }),
  });
  const found = {
    blocked: proof.blocked.map(blockedOf),
    mutants: proof.mutants.map(({ cached: _, location, ran, killedBy, noticedBy, ...mutant }) => ({
      ...mutant,
      location: { ...location, path: mutant.subject },
      killedBy: killedBy.map(refOf),
      noticedBy: noticedBy.map(refOf),
      ran: [...ran],
    })),
    pairings: [...proof.pairings],
  };
  return {
    verdict: testProofVerdict(found),
    seed: proof.seed,
    budgetMilliseconds: proof.budgetMs,
    milliseconds: proof.durationMs,
    ...found,
  };
}

/** The proof of the gates, with what was found of their tests. */
export function withTests(proof: ProofDocument, tests: TestProof): ProofDocument {
  return {
    ...proof,
    tests,
    verdict: worst([proof.verdict, tests.verdict]),
    milliseconds: proof.milliseconds + tests.milliseconds,
  };
}

function refOf({ file, path, title }: { file: string; path: readonly string[]; title: string }) {
  return { file, path: [...path], title };
}

type Blocked = TestProof["blocked"][number];

/** A blocker as a report shows it: what it is about, and what is the matter. */
function blockedOf(blocker: Blocker): Blocked {
  const { code } = blocker;
  switch (code) {
    case "unknown-package":
      return ofPackage(blocker, "the workspace has no package of this name");
    case "subject-absent":
      return ofSubject(blocker, "it does not exist");
    case "subject-not-code":
      return ofSubject(blocker, "it is no module");
    case "subject-unparsable":
      return { ...ofSubject(blocker, blocker.detail), about: `${blocker.subject}:${blocker.line}` };
    case "subject-outside":
      return ofSubject(blocker, `nothing of ${blocker.package} depends on it`);
    case "subject-empty":
      return ofSubject(blocker, "there is nothing in it that could be broken");
    case "input-unreadable":
      return {
        code,
        about: blocker.path,
        detail: blocker.detail,
        of: blocker.package === "" ? {} : { package: blocker.package },
      };
    case "harness":
      return ofPackage(blocker, blocker.detail);
    case "file-not-selected":
      return ofFile(blocker, "the configuration of its tests does not select it");
    case "hung":
      return ofFile(blocker, "it does not end, without any mutant");
    case "not-passed": {
      const { file, path, title } = blocker.test;
      return { ...ofFile({ code, file }, blocker.detail), about: [file, ...path, title].join(" › ") };
    }
    case "unsteady":
      return ofFile(blocker, "it passed before the mutants and not after them");
    case "file-failed":
      return ofFile(blocker, blocker.detail);
  }
}

function ofPackage({ code, package: name }: { code: string; package: string }, detail: string): Blocked {
  return { code, about: name, detail, of: { package: name } };
}

function ofSubject({ code, subject }: { code: string; subject: string }, detail: string): Blocked {
  return { code, about: subject, detail, of: { subject } };
}

function ofFile({ code, file }: { code: string; file: string }, detail: string): Blocked {
  return { code, about: file, detail, of: { file } };
}
