import { delimiter, join } from "node:path";
import { WorkspaceError } from "@phasegate/workspace";
import type { Process } from "../process.ts";
import { checkOut } from "./check-out.ts";
import { type ChildRun, type Children, openChildren } from "./child.ts";
import { childEnvironment } from "./child-environment.ts";
import { type Command, installOf } from "./install-commands.ts";
import { openTemporaryFolder } from "./temporary-folder.ts";
import { toolCommand } from "./tool-command.ts";

/** The phasegate of another commit, ready to be started. */
export interface BaseTool {
  /** Runs it to its end. */
  run(
    args: readonly string[],
    onOutput?: (stream: "stdout" | "stderr", text: string) => void,
  ): Promise<ChildRun>;
}

export type BaseToolAnswer<T> =
  | { readonly kind: "done"; readonly result: T }
  | { readonly kind: "unavailable"; readonly why: string; readonly command: string };

/**
 * Checks a commit out to a temporary folder, installs what its lockfile says there, and hands over its phasegate. The
 * folder is gone when the promise is settled.
 * @param root root of the repository that has the commit
 */
export async function withBaseTool<T>(
  root: string,
  commit: string,
  { env }: Pick<Process, "env">,
  use: (tool: BaseTool) => Promise<T>,
): Promise<BaseToolAnswer<T>> {
  const children = openChildren();
  const folder = openTemporaryFolder(children.end);
  const clean = childEnvironment(env, root);
  const inFolder = { cwd: folder.path, env: clean };
  try {
    checkOut(root, commit, folder.path);
    const broken = await install(folder.path, clean, (command, args) =>
      children.run(command, args, inFolder),
    );
    if (broken !== undefined) return broken;
    const tool = toolIn(folder.path, clean, children);
    return tool === undefined ? toolless(commit.slice(0, 12)) : { kind: "done", result: await use(tool) };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { kind: "unavailable", why: error.detail, command: `git fetch origin ${commit}` };
  } finally {
    children.end();
    folder.dispose();
  }
}

/** The phasegate of a repository as it lies there: its own code, which says what it likes. */
export async function withOwnTool<T>(
  root: string,
  { env }: Pick<Process, "env">,
  use: (tool: BaseTool) => Promise<T>,
): Promise<BaseToolAnswer<T>> {
  const children = openChildren();
  try {
    const tool = toolIn(root, childEnvironment(env, root), children);
    return tool === undefined ? toolless(root) : { kind: "done", result: await use(tool) };
  } finally {
    children.end();
  }
}

/** The phasegate of a folder, its programs first on the PATH. */
export function toolIn(folder: string, clean: NodeJS.ProcessEnv, children: Children): BaseTool | undefined {
  const command = toolCommand(folder);
  if (command === undefined) return undefined;
  const [program, ...given] = command;
  const path = [join(folder, "node_modules/.bin"), clean["PATH"] ?? ""].join(delimiter);
  const options = { cwd: folder, env: { ...clean, PATH: path } };
  return {
    run: (args, onOutput) => children.run(program, [...given, ...args], { ...options, onOutput }),
  };
}

function toolless(where: string): Unavailable {
  const why = `${where} has no phasegate: neither as a dependency of its root, nor as a script`;
  return { kind: "unavailable", why, command: "npm install --save-dev phasegate" };
}

type Unavailable = Extract<BaseToolAnswer<never>, { readonly kind: "unavailable" }>;

async function install(
  folder: string,
  env: NodeJS.ProcessEnv,
  run: (program: string, args: readonly string[]) => Promise<ChildRun>,
): Promise<Unavailable | undefined> {
  const wanted = installOf(folder, env);
  if (wanted.kind === "nothing") return undefined;
  if (wanted.kind === "no-lockfile") {
    const why = "the base has dependencies and no lockfile, so it is not known what to install";
    return { kind: "unavailable", why, command: "npm install --package-lock-only" };
  }
  let last: { readonly command: Command; readonly run: ChildRun } | undefined;
  for (const command of wanted.commands) {
    const [program, ...args] = command;
    last = { command, run: await run(program, args) };
    if (last.run.code === 0) return undefined;
  }
  const words = last === undefined ? "" : `${last.run.stderr}\n${last.run.stdout}`;
  const [line = "no output"] = words.split("\n").filter((one) => /err|fail|not found|ENOENT/i.test(one));
  const command = last?.command.join(" ") ?? "";
  return { kind: "unavailable", why: `its dependencies could not be installed (${line.trim()})`, command };
}
