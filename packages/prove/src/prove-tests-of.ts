import { type Blocker, type Progress, type ProofTarget, proveTests } from "@phasegate/mutants";
import { type ProofDocument, type TestProof, testProofVerdict, worst } from "@phasegate/report";
import type { Check, Gate } from "@phasegate/verify-utils";
import type { Memo, Workspace } from "@phasegate/workspace";

export interface ProveTestsOptions {
  readonly workspace: Workspace;
  readonly memo: Memo;
  readonly gates: readonly Gate[];
  /** Chooses which mutants come first. */
  readonly seed: number;
  /** Milliseconds after which nothing new is begun. */
  readonly budget: number;
  readonly onProgress?: (progress: Progress) => void;
  /** The module that runs tests, where it was bundled elsewhere. */
  readonly hostEntry?: URL;
}

/** Breaks, on copies, the modules that the named tests of gates are said to prove, and tells what they did not notice. */
export async function proveTestsOf(options: ProveTestsOptions): Promise<TestProof> {
  const { workspace, memo, gates, seed, budget, onProgress, hostEntry } = options;
  const proof = await proveTests({
    workspace,
    targets: gates.flatMap(({ checks }) => checks.flatMap((check) => targetOf(check) ?? [])),
    budget: { ms: budget },
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

function targetOf({ subject, subjects = [], tests }: Check): ProofTarget | undefined {
  if (subject.kind !== "tests" || tests === undefined) return undefined;
  const modules = subjects.flatMap((one) => (one.kind === "export" ? [one.module] : []));
  return { package: subject.package, file: subject.file, subjects: modules, tests };
}

function refOf({ file, path, title }: { file: string; path: readonly string[]; title: string }) {
  return { file, path: [...path], title };
}

/** A blocker as a report shows it: what it is about, and what is the matter. */
function blockedOf(blocker: Blocker): TestProof["blocked"][number] {
  const { code } = blocker;
  switch (code) {
    case "unknown-package":
      return { code, about: blocker.package, detail: "the workspace has no package of this name" };
    case "subject-absent":
      return { code, about: blocker.subject, detail: "it does not exist" };
    case "subject-not-code":
      return { code, about: blocker.subject, detail: "it is no module" };
    case "subject-unparsable":
      return { code, about: `${blocker.subject}:${blocker.line}`, detail: blocker.detail };
    case "subject-outside":
      return { code, about: blocker.subject, detail: `nothing of ${blocker.package} depends on it` };
    case "subject-empty":
      return { code, about: blocker.subject, detail: "there is nothing in it that could be broken" };
    case "input-unreadable":
      return { code, about: blocker.path, detail: blocker.detail };
    case "harness":
      return { code, about: blocker.package, detail: blocker.detail };
    case "file-not-selected":
      return { code, about: fileOf(blocker), detail: "the configuration of its tests does not select it" };
    case "hung":
      return { code, about: fileOf(blocker), detail: "it does not end, without any mutant" };
    case "not-passed":
      return {
        code,
        about: [blocker.test.file, ...blocker.test.path, blocker.test.title].join(" › "),
        detail: blocker.detail,
      };
    case "unsteady":
      return { code, about: fileOf(blocker), detail: "it passed before the mutants and not after them" };
    case "file-failed":
      return { code, about: fileOf(blocker), detail: blocker.detail };
  }
}

function fileOf({ file }: { readonly package: string; readonly file: string }): string {
  return file;
}
