import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { openWorkingTree, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import type { Proof, ProofTarget } from "../../src/index.ts";
import { type ProveOptions, proveTests } from "../../src/index.ts";

const require = createRequire(import.meta.url);

/** A repository with one package `a` in `packages/a`, Vitest installed at its root. */
export function project(files: Readonly<Record<string, string>>): TemporaryRepository {
  const repository = createTemporaryRepository({
    ".gitignore": "node_modules/\n.evidence/\ndist/\n",
    "package.json": '{ "name": "root", "private": true }',
    "pnpm-workspace.yaml": "packages: [packages/*]",
    "packages/a/package.json": '{ "name": "a", "type": "module" }',
    ...files,
  });
  mkdirSync(join(repository.root, "node_modules"));
  for (const name of ["vitest"]) {
    symlinkSync(
      dirname(require.resolve(`${name}/package.json`)),
      join(repository.root, "node_modules", name),
    );
  }
  return repository;
}

export function target(
  file: string,
  subjects: readonly string[],
  tests: ProofTarget["tests"] = [],
): ProofTarget {
  return { package: "a", file, subjects, tests };
}

export function prove(
  repository: TemporaryRepository,
  targets: readonly ProofTarget[],
  options: Partial<ProveOptions> = {},
): Promise<Proof> {
  const workspace: Workspace = openWorkingTree(repository.root);
  return proveTests({ workspace, targets, budget: { ms: 600_000 }, seed: 1, concurrency: 1, ...options });
}

/** One line for each mutant that is of interest: place, edit and what became of it. */
export function lines(proof: Proof, wanted: (status: string) => boolean = () => true): readonly string[] {
  return proof.mutants
    .filter((one) => wanted(one.status))
    .map(({ location, mutator, original, replacement, status }) => {
      const short = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 40);
      return `${location.start.line}:${location.start.column} ${mutator} ${short(original)} → ${short(replacement)}: ${status}`;
    });
}
