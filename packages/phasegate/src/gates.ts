import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { exitCodes } from "@phasegate/report";
import {
  type Config,
  definitionOf,
  type Judged,
  type Process,
  tellCounterexamples,
  UsageError,
} from "@phasegate/verify-utils";
import { Command, Option } from "commander";

interface CounterexampleOptions {
  readonly repository?: string;
  readonly base?: string;
  readonly index: boolean;
  readonly at?: string;
  readonly checks?: string[];
}

/** What another phasegate asks of the one of a base: what its gates demand, and what has to turn them red. For programs. */
export function gatesCommand(
  process: Process,
  loadConfig: () => Promise<Config>,
  done: (code: number) => void,
): Command {
  const command = new Command("gates").description("tell another phasegate about these gates, as JSON");
  command.command("definition").action(async () => {
    process.stdout.write(`${JSON.stringify(definitionOf(await loadConfig()))}\n`);
    done(exitCodes.passed);
  });
  command
    .command("counterexamples")
    .option("--repository <folder>", "whose content is edited; the current one where absent")
    .option("--base <commit>", "what that is compared with")
    .addOption(new Option("--index").default(false).conflicts("at"))
    .option("--at <commit>")
    .option("--checks <check...>", "only these, as gate/check")
    .action(async ({ repository, base, index, at, checks }: CounterexampleOptions) => {
      const judged: Judged = at === undefined ? (index ? "index" : "working-tree") : { at };
      const elsewhere = { ...process, cwd: folderOf(repository ?? ".", process) };
      const wanted = checks === undefined ? {} : { wanted: new Set(checks) };
      const told = tellCounterexamples({ judged, base, ...wanted }, await loadConfig(), elsewhere);
      process.stdout.write(`${JSON.stringify(told)}\n`);
      done(exitCodes.passed);
    });
  return command.exitOverride();
}

/** A folder as an option names it. @throws UsageError when there is none */
export function folderOf(named: string, { cwd }: Pick<Process, "cwd">): string {
  const folder = resolve(cwd, named);
  if (existsSync(folder)) return folder;
  throw new UsageError(`--repository: there is no folder ${named}`);
}
