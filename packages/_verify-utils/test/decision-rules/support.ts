import { type Base, createMemo, openWorkingTree, overlay, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll } from "vitest";
import {
  type Check,
  contextOf,
  defaultPolicy,
  defineConfig,
  evaluate,
  type PolicyInput,
  probe,
} from "../../src/index.ts";

const repository = createTemporaryRepository({ ".gitignore": "dist/\n" });
afterAll(repository.dispose);
const empty = openWorkingTree(repository.root);

export type Files = Readonly<Record<string, string>>;

/** A repository of some files, none of which is written. */
export function repositoryOf(files: Files): Workspace {
  return overlay(empty, files);
}

export function revisionOf(files: Files): Base {
  return {
    kind: "revision",
    how: "named",
    commit: "1a2b3c4d5e6f".repeat(4).slice(0, 40),
    ref: "main",
    workspace: repositoryOf(files),
  };
}

export const noBase: Base = { kind: "none" };

export function policyOf(input: PolicyInput) {
  return defineConfig({ gates: [], suites: {}, policy: { ...input } }).policy;
}

const register = { ...defaultPolicy, registers: ["DECISIONS.md"] };

/** What a check says of a repository beside a base. */
export function evaluated(check: Check, files: Files, base: Base = noBase, policy = register) {
  const context = contextOf(
    repositoryOf(files),
    { decisions: [] },
    { memo: createMemo(), base: () => base, config: { policy } },
  );
  return evaluate(check, context);
}

/** Codes of its findings, with their lines. */
export function codes(check: Check, files: Files, base: Base = noBase, policy = register): string[] {
  return evaluated(check, files, base, policy).findings.map(({ code, location }) => {
    const line = location?.start === undefined ? "" : `:${location.start.line}`;
    return location === undefined ? code : `${code} ${location.path}${line}`;
  });
}

export function outcomes(check: Check, files: Files, policy = register) {
  return probe(check, {
    workspace: repositoryOf(files),
    gate: { decisions: [] },
    memo: createMemo(),
    base: () => noBase,
    config: { policy },
  });
}
