import { readText, type Workspace, WorkspaceError } from "@phasegate/workspace";

/** What a command may use of its process. */
export interface Process {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** Whether what is printed is coloured: by `FORCE_COLOR`, `NO_COLOR`, or whether a person looks at it. */
export function wantsColor({ env, stdout }: Pick<Process, "env" | "stdout">): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0";
  return stdout.isTTY === true && env["NO_COLOR"] === undefined;
}

/** How a report is printed. */
export function textOptions(workspace: Workspace, process: Process) {
  const color = wantsColor(process);
  const source = (path: string): string | undefined => {
    try {
      return readText(workspace, path);
    } catch (error) {
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
  };
  return { color, source };
}
