// Installs the commit hooks, as part of `pnpm install`. It never fails: an install does not depend on git. Hooks that
// somebody has set up are left alone, and that is said.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

const ours = ".husky/_";
const said = await install();
if (said !== "") console.error(`phasegate: no commit hook was installed: ${said}`);

/** @returns why not, for whoever may want to know; nothing when there is nothing to say */
async function install() {
  const { CI } = process.env;
  if (CI !== undefined && CI !== "" && CI !== "false") return "";
  // A tarball, a subfolder of another repository, or a machine without git.
  const top = git("rev-parse", "--show-toplevel");
  if (top === undefined || realpathSync(top) !== realpathSync(process.cwd())) return "";
  const path = git("config", "core.hooksPath");
  if (path === ours) return await husky();
  const chain = `start .husky/pre-commit from there, or run \`git config core.hooksPath ${ours}\``;
  if (path !== undefined) return `core.hooksPath is ${path}; ${chain}`;
  const folder = resolve(git("rev-parse", "--git-path", "hooks") ?? "");
  const own = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith(".sample")) : [];
  return own.length > 0 ? `${folder} holds ${own.join(", ")}; ${chain}` : await husky();
}

/** What it returns is why it did nothing. */
async function husky() {
  try {
    const { default: start } = await import("husky");
    return start();
  } catch (error) {
    // An install without development dependencies makes no commits.
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return "";
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param {readonly string[]} args */
function git(...args) {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8" });
  return status === 0 ? stdout.trimEnd() : undefined;
}
