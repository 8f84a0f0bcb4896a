import { exitCodes, usageExitCode } from "@phasegate/report";
import { type BaseTool, type Process, UsageError, withBaseTool } from "@phasegate/verify-utils";
import { openRevision, openWorkingTree, WorkspaceError } from "@phasegate/workspace";
import type { VerifyArguments } from "./verify.ts";

export interface GatesFromArguments extends VerifyArguments {
  /** A commit, by any name. */
  readonly gatesFrom: string;
}

/**
 * Judges the repository by the gates, the configuration and the kit of a commit, in a process of that commit's own
 * code: what the change makes of them has no say. Its report and its exit code are passed on.
 * @returns the exit code; blocked when that commit's phasegate cannot be had
 * @throws UsageError for a commit that does not exist
 */
export async function gatesFromCommand(args: GatesFromArguments, process: Process): Promise<number> {
  const { root } = openWorkingTree(process.cwd);
  const commit = commitOf(root, args.gatesFrom);
  const answer = await withBaseTool(root, commit, process, (tool) => judge(tool, args, root, process));
  if (answer.kind === "done" && answer.result !== "too-old") return answer.result;
  const name = `${args.gatesFrom} (${commit.slice(0, 12)})`;
  const [why, command] =
    answer.kind === "done"
      ? [
          "its phasegate cannot judge another repository (it has no --repository)",
          "phasegate verify --gates-from <newer commit>",
        ]
      : [answer.why, answer.command];
  process.stderr.write(`phasegate: blocked: the gates of ${name} cannot judge: ${why}\n  mend: ${command}\n`);
  return exitCodes.blocked;
}

function commitOf(root: string, name: string): string {
  try {
    return openRevision(root, name).commit;
  } catch (error) {
    if (!(error instanceof WorkspaceError) || error.code !== "revision-unknown") throw error;
    throw new UsageError(`--gates-from: ${error.detail}`);
  }
}

async function judge(
  tool: BaseTool,
  { targets, only, json, judged, base }: GatesFromArguments,
  root: string,
  process: Process,
): Promise<number | "too-old"> {
  const help = await tool.run(["verify", "--help"]);
  if (help.code !== 0 || !help.stdout.includes("--repository")) return "too-old";
  const content = typeof judged === "object" ? ["--at", judged.at] : judged === "index" ? ["--index"] : [];
  const given = [
    "verify",
    ...targets,
    ...(only === undefined ? [] : ["--only", ...only]),
    ...(json ? ["--json"] : []),
    ...(base === undefined ? [] : ["--base", base]),
    ...content,
    "--repository",
    root,
  ];
  const { code } = await tool.run(given, (stream, text) => process[stream].write(text));
  const known: readonly number[] = [...Object.values(exitCodes), usageExitCode];
  return code !== null && known.includes(code) ? code : exitCodes.blocked;
}
