import { exitCodes } from "@phasegate/report";
import {
  type Config,
  type Gate,
  inOrder,
  type Judged,
  type Process,
  UsageError,
  verify,
} from "@phasegate/verify-utils";
import { type Assembly, proverOf } from "./prove-suite.ts";

export interface VerifyArguments {
  readonly targets: readonly string[];
  readonly only?: readonly string[];
  readonly json: boolean;
  readonly judged: Judged;
  readonly base?: string;
  /** Root of the repository that the gates come from, where it is not the one that is judged. */
  readonly gatesFolder?: string | undefined;
}

/**
 * Judges what was asked for.
 * @returns the exit code of the verdict
 * @throws UsageError for a suite, gate, check or commit that does not exist
 */
export async function verifyCommand(
  args: VerifyArguments,
  config: Config,
  process: Process,
  assembly: Assembly = {},
): Promise<number> {
  const targets = args.targets.length === 0 ? ["quick"] : args.targets;
  const gates = [...new Set(targets.flatMap((target) => gatesOf(target, config)))];
  const only = args.only === undefined ? {} : { only: checksOf(args.only, gates) };
  const { json, judged, base, gatesFolder } = args;
  const compared = base === undefined ? {} : { base };
  // The tests of another repository are its code: they run where its evidence is made, not where it is judged.
  const prove = gatesFolder === undefined ? proverOf(targets, config, process, assembly) : undefined;
  const request = {
    target: targets.join(" "),
    gates,
    json,
    judged,
    gatesFolder,
    prove,
    ...only,
    ...compared,
  };
  const document = await verify(request, config, process);
  return exitCodes[document.verdict];
}

/** @throws UsageError for a suite or gate that does not exist */
export function gatesOf(target: string, config: Config): readonly Gate[] {
  const suite = Object.hasOwn(config.suites, target) ? config.suites[target] : undefined;
  if (suite !== undefined) return suite;
  const gate = config.gates.find(({ id }) => id === target);
  if (gate !== undefined) return [gate];
  const suites = Object.keys(config.suites).join(", ");
  throw new UsageError(
    `there is no suite or gate ${target}; suites: ${suites}; gates: ${config.gates.map(({ id }) => id).join(", ")}`,
  );
}

function checksOf(names: readonly string[], gates: readonly Gate[]): ReadonlySet<string> {
  const known = inOrder(gates).flatMap((gate) => gate.checks.map((check) => check.name));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return new Set(names);
  throw new UsageError(
    `--only: there is no check ${unknown.join(", ")}; there are:\n${known.map((name) => `  ${name}`).join("\n")}`,
  );
}
