import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildRun } from "../base-tool/child.ts";
import { installOf } from "../base-tool/install-commands.ts";

type Run = (program: string, args: readonly string[]) => Promise<ChildRun>;

/**
 * Installs a clone without the network: what is missing says so, instead of being fetched unseen.
 * @param root the repository whose store is used
 * @returns why not, and what mends it
 */
export async function installOffline(
  root: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  run: Run,
): Promise<{ readonly why: string; readonly command: string } | undefined> {
  const wanted = installOf(folder, env);
  if (wanted.kind === "nothing") return undefined;
  if (wanted.kind === "no-lockfile") {
    const why = "there are dependencies and no lockfile, so it is not known what to install";
    return { why, command: "git add <lockfile>" };
  }
  const [command] = wanted.commands;
  if (command === undefined) return undefined;
  const [program, ...args] = command;
  const isPnpm = existsSync(join(folder, "pnpm-lock.yaml"));
  const { code, stdout, stderr } = await run(program, [...args, ...(isPnpm ? storeOf(root) : [])]);
  if (code === 0) return undefined;
  const lines = `${stderr}\n${stdout}`.split("\n");
  const [line = "no output"] = lines.filter((one) => /err|not found|ENOENT/i.test(one));
  const isOutdated = line.includes("ERR_PNPM_OUTDATED_LOCKFILE");
  return {
    why: `the clone's dependencies cannot be installed without the network (${line.trim()})`,
    command: isOutdated || !isPnpm ? `${program} install` : "pnpm fetch",
  };
}

/** The store that the repository itself was installed from. */
function storeOf(root: string): readonly string[] {
  const file = join(root, "node_modules/.modules.yaml");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const folder = /"?storeDir"?:\s*"?([^"\n]+)"?/.exec(text)?.[1];
  return folder === undefined ? [] : [`--store-dir=${folder}`];
}
