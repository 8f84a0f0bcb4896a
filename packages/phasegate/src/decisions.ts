import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { type Survey, surveyDecisions } from "@phasegate/decision-records";
import { exitCodes } from "@phasegate/report";
import { type Process, UsageError } from "@phasegate/verify-utils";
import { openWorkingTree } from "@phasegate/workspace";
import Table from "cli-table3";

export interface DecisionsArguments {
  /** File or folder, relative to the current folder, in any repository; the current one where absent. */
  readonly path?: string;
  readonly json: boolean;
}

/**
 * Lists the decisions of a repository, and plainly what was not understood.
 * @returns the exit code: blocked when a file that says it holds decisions was not understood, or none was found
 * @throws UsageError for a path that does not exist; WorkspaceError `git-unavailable` outside a repository
 */
export function decisionsCommand(args: DecisionsArguments, process: Process): number {
  const start = resolve(process.cwd, args.path ?? ".");
  if (!existsSync(start)) throw new UsageError(`decisions: there is no file or folder ${args.path}`);
  const workspace = openWorkingTree(statSync(start).isDirectory() ? start : dirname(start));
  const path = relative(workspace.root, realpathSync.native(start)).split(sep).join("/");
  const survey = surveyDecisions(workspace, path);
  process.stdout.write(args.json ? asJson(survey) : asText(survey));
  return survey.rows.length > 0 && survey.notUnderstood.length === 0 ? exitCodes.passed : exitCodes.blocked;
}

function asJson({ rows, notUnderstood, otherFiles, files }: Survey): string {
  return `${JSON.stringify({ schema: "phasegate.decisions/1", rows, notUnderstood, otherFiles, files }, null, 2)}\n`;
}

function asText({ rows, notUnderstood, otherFiles }: Survey): string {
  const lines: string[] = [];
  if (rows.length > 0) lines.push(decisionTable(rows), "");
  if (notUnderstood.length > 0) {
    lines.push("not understood:", ...notUnderstood.map(({ path, reason }) => `  ${path}: ${reason}`), "");
  }
  const formats = new Set(rows.map(({ format }) => format)).size;
  const counts = [
    `${rows.length} ${rows.length === 1 ? "decision" : "decisions"} in ${formats} ${formats === 1 ? "format" : "formats"}`,
    `${notUnderstood.length} files not understood`,
    `${otherFiles} other Markdown files`,
  ];
  lines.push(counts.join(", "));
  return `${lines.join("\n")}\n`;
}

function decisionTable(rows: Survey["rows"]): string {
  const table = new Table({
    head: ["id", "status", "title", "where", "format"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const { id, status, title, path, line, column, format, supersededBy } of rows) {
    const successor = supersededBy.length === 0 ? "" : ` → ${supersededBy.join(", ")}`;
    table.push([
      id ?? "–",
      `${status ?? "–"}${successor}`,
      shortened(title),
      `${path}:${line}:${column}`,
      format,
    ]);
  }
  return table.toString();
}

function shortened(title: string): string {
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
}
