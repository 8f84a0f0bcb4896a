import { exitCodes, usageExitCode } from "@phasegate/report";
import {
  type Config,
  ConfigError,
  type FindingCode,
  findingCodes,
  GateDefinitionError,
  isFindingCode,
  kitVersion,
  type Process,
  UsageError,
} from "@phasegate/verify-utils";
import { WorkspaceError } from "@phasegate/workspace";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { decisionsCommand } from "./decisions.ts";
import { explain } from "./explain.ts";
import { explainDecisionCommand } from "./explain-decision.ts";
import { folderOf, gatesCommand } from "./gates.ts";
import { gatesFromCommand } from "./gates-from.ts";
import { type ProveArguments, proveCommand } from "./prove.ts";
import type { Assembly } from "./prove-suite.ts";
import { verifyCommand } from "./verify.ts";

export interface CliProcess extends Process {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
}

/**
 * The `phasegate` command.
 * @param loadConfig gives the repository's configuration; only called by commands that need it
 * @param assembly where its parts are, when it was bundled
 * @returns the exit code: 0 passed, 1 failed, 2 blocked, 3 usage error
 */
export async function main(
  process: CliProcess,
  loadConfig: () => Promise<Config>,
  assembly: Assembly = {},
): Promise<number> {
  let code: number = exitCodes.blocked;
  const done = (result: number) => {
    code = result;
  };
  const program = build(process, loadConfig, done, assembly);
  try {
    await program.parseAsync([...process.args], { from: "user" });
    return code;
  } catch (error) {
    return failure(error, process);
  }
}

interface VerifyOptions {
  readonly only?: string[];
  readonly json: boolean;
  readonly base?: string;
  readonly index: boolean;
  readonly at?: string;
  readonly repository?: string;
  readonly gatesFrom?: string;
}

interface ExplainOptions {
  readonly json: boolean;
  readonly tests: boolean;
  readonly base?: string;
}

function build(
  process: CliProcess,
  loadConfig: () => Promise<Config>,
  done: (code: number) => void,
  assembly: Assembly,
): Command {
  const program = new Command("phasegate")
    .description(
      "Decides whether a decision, a slice or a phase may be called closed, from evidence that anyone can re-run.",
    )
    .version(kitVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(text),
      writeErr: (text) => process.stderr.write(text),
    })
    .addHelpText("after", "\nExit codes: 0 passed, 1 failed, 2 blocked (cannot be known), 3 usage error.");
  program
    .command("verify")
    .description("judge a suite or gates, and print what passed, what did not, and what to do")
    .argument("[target...]", "a suite or gate ids; the suite `quick` where absent")
    .option("--only <check...>", "names of checks; the run is partial and leaves no result document")
    .option("--json", "print the result document instead of text", false)
    .option("--base <commit>", "compare with this commit, or with `none`; chosen where absent")
    .addOption(new Option("--index", "judge what would be committed").default(false).conflicts("at"))
    .option("--at <commit>", "judge a commit instead of the working tree")
    .option("--repository <folder>", "judge this repository by the gates and the kit of the current one")
    .addOption(
      new Option(
        "--gates-from <commit>",
        "judge by the gates and the kit of a commit, so that a change cannot alter what judges it",
      ).conflicts("repository"),
    )
    .action(async (targets: string[], options: VerifyOptions) => {
      done(await verifyAction(targets, options, process, loadConfig, assembly));
    });
  program.addCommand(gatesCommand(process, loadConfig, done), { hidden: true });
  program
    .command("prove")
    .description("try on every check the edits that must turn it red, and those that must not")
    .argument("[target...]", "suites or gate ids; every gate where absent")
    .option("--json", "print the proof as JSON instead of text", false)
    .option("--stryker <file>", "write a mutation report as well, for its viewers")
    .option("--seed <number>", "which pairs of edits are sampled", wholeNumber, 1)
    .option("--pairs <number>", "how many pairs are sampled for each check", wholeNumber, 4)
    .option("--tests", "also break, on copies, what named tests are said to prove, and run them", false)
    .option("--budget <seconds>", "of `--tests`: when to begin nothing new", wholeNumber, 360)
    .action(async (targets: string[], options: Omit<ProveArguments, "targets">) => {
      done(await proveCommand({ targets, ...options }, await loadConfig(), process, assembly));
    });
  program
    .command("decisions")
    .description("list the decisions of a repository with their places, and what was not understood")
    .argument("[path]", "file or folder, in any repository; the current one where absent")
    .option("--json", "print every record as JSON instead of a table", false)
    .action((path: string | undefined, { json }: { json: boolean }) => {
      done(decisionsCommand({ json, ...(path === undefined ? {} : { path }) }, process));
    });
  program
    .command("explain")
    .description("say what a finding means and how to mend it, or what a decision rests on")
    .argument("<what>", "finding code, as a report prints it, or the id of a decision")
    .option("--json", "of a decision: print the chain as JSON instead of text", false)
    .option("--tests", "of a decision: name every test instead of counting them", false)
    .option("--base <commit>", "of a decision: what to compare with, or `none`")
    .action(async (what: string, options: ExplainOptions) => {
      if (/\d/.test(what)) {
        done(await explainDecisionCommand({ id: what, ...options }, await loadConfig(), process));
        return;
      }
      process.stdout.write(explain(findingCode(what)));
      done(exitCodes.passed);
    });
  return program;
}

async function verifyAction(
  targets: readonly string[],
  { index, at, repository, gatesFrom, ...options }: VerifyOptions,
  process: CliProcess,
  loadConfig: () => Promise<Config>,
  assembly: Assembly,
): Promise<number> {
  const judged = at === undefined ? (index ? "index" : "working-tree") : { at };
  const args = { targets, judged, ...options } as const;
  // Neither the configuration nor the gates of what is judged are loaded then: they may be what is broken.
  if (gatesFrom !== undefined) return gatesFromCommand({ ...args, gatesFrom }, process);
  const config = await loadConfig();
  if (repository === undefined) return verifyCommand(args, config, process, assembly);
  const elsewhere = { ...process, cwd: folderOf(repository, process) };
  return verifyCommand({ ...args, gatesFolder: process.cwd }, config, elsewhere);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError("Expected a whole number.");
}

function findingCode(code: string): FindingCode {
  if (isFindingCode(code)) return code;
  throw new UsageError(
    `there is no finding or decision ${code}; there are:\n${findingCodes.map((one) => `  ${one}`).join("\n")}`,
  );
}

const usageErrors = [ConfigError, GateDefinitionError, UsageError] as const;

function failure(error: unknown, process: CliProcess): number {
  // commander has printed its own message; asking for help or the version is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : usageExitCode;
  const message = error instanceof Error ? error.message : String(error);
  if (usageErrors.some((kind) => error instanceof kind)) {
    process.stderr.write(`phasegate: ${message}\n`);
    return usageExitCode;
  }
  const detail =
    error instanceof WorkspaceError || !(error instanceof Error) ? message : (error.stack ?? message);
  process.stderr.write(`phasegate: blocked: ${detail}\n`);
  return exitCodes.blocked;
}
