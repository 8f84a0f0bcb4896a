import type { ProofTarget } from "@phasegate/mutants";
import type { Check } from "@phasegate/verify-utils";
import { joinRepoPath, type RepoPath, type WorkspacePackage } from "@phasegate/workspace";

/** What a check says of a test file: which of its tests prove which modules. */
export interface NamedTarget extends ProofTarget {
  /** Of the test file, in the repository. */
  readonly path: RepoPath;
}

/** `undefined` for a check that names no tests. */
export function targetOf(
  { subject, subjects = [], tests }: Check,
  packages: readonly WorkspacePackage[],
): NamedTarget | undefined {
  if (subject.kind !== "tests" || tests === undefined) return undefined;
  const modules = subjects.flatMap((one) => (one.kind === "export" ? [one.module] : []));
  const folder = packages.find(({ name }) => name === subject.package)?.folder;
  const path = folder === undefined ? subject.file : joinRepoPath(folder, subject.file);
  return { package: subject.package, file: subject.file, path, subjects: modules, tests };
}
