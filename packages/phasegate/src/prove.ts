import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { exitCodes, proofToJson, proofToStryker, proofToText } from "@phasegate/report";
import { type Config, openMemo, type Process, wantsColor } from "@phasegate/verify-utils";
import { headCommit, openWorkingTree, readText } from "@phasegate/workspace";
import { progressLine } from "./progress.ts";
import { type Assembly, threadBeside } from "./prove-suite.ts";
import { gatesOf } from "./verify.ts";

export interface ProveArguments {
  /** Suites and gate ids; every gate where empty. */
  readonly targets: readonly string[];
  readonly json: boolean;
  /** File to write a mutation report to, relative to the current folder. */
  readonly stryker?: string;
  readonly seed: number;
  readonly pairs: number;
  /** Also break what tests are said to prove, and run them. */
  readonly tests: boolean;
  /** Seconds after which no other mutant is begun. */
  readonly budget: number;
}

/**
 * Tries on every check of the gates what must turn it red and what must not, and prints what came of it.
 * @returns the exit code: 0 when every edit did what it is for, 1 when one did not, 2 when that cannot be known
 * @throws UsageError for a suite or gate that does not exist
 */
export async function proveCommand(
  args: ProveArguments,
  config: Config,
  process: Process,
  { hostEntry, threadEntry = threadBeside() }: Assembly = {},
): Promise<number> {
  const gates =
    args.targets.length === 0
      ? config.gates
      : [...new Set(args.targets.flatMap((target) => gatesOf(target, config)))];
  const { proveInThreads, proveTestsOf, withTests } = await import("@phasegate/prove");
  const workspace = openWorkingTree(process.cwd);
  const memo = openMemo(workspace, process.env, import.meta.url);
  const progress = progressLine(process.stderr);
  const options = {
    workspace,
    config,
    memo,
    gates,
    seed: args.seed,
    pairs: args.pairs,
    head: headCommit(workspace.root),
    now: new Date(),
    onProgress: progress.show,
  };
  const gatesProof = await proveInThreads(options, threadEntry);
  const proof = args.tests
    ? withTests(
        gatesProof,
        await proveTestsOf({
          workspace,
          memo,
          gates,
          seed: args.seed,
          budget: args.budget * 1000,
          onProgress: progress.showMutants,
          ...(hostEntry === undefined ? {} : { hostEntry }),
        }),
      )
    : gatesProof;
  progress.clear();
  memo.flush();
  if (args.stryker !== undefined) {
    const source = (path: string) => readText(workspace, path);
    writeFileSync(resolve(process.cwd, args.stryker), proofToStryker(proof, { source }));
  }
  const look = { color: wantsColor(process), width: process.stdout.columns ?? 100 };
  process.stdout.write(args.json ? proofToJson(proof) : proofToText(proof, look));
  return exitCodes[proof.verdict];
}
