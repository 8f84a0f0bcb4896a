// Judges what is about to be committed. The content of the index is checked out to a folder of its own under
// .phasegate/index, with its own index and its own installed packages, and the quick suite runs there: neither the
// working tree nor the index of whoever commits is touched, and nothing of the working tree takes part.
// It starts from the index (`git show :…`), so it imports nothing but Node's own modules.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";

const root = realpathSync(process.argv[2] ?? ".");
const folder = join(root, ".phasegate/index");
const tree = join(folder, "tree");
const own = join(folder, "git");
const lock = join(folder, "lock");

/** Git as the hook was started, with the repository and the index that the commit uses. */
const asGiven = process.env;
/** Everything else: without what git told the hook, which would lead programs to the wrong repository. */
const kept =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|EXEC_PATH)$/;
const clean = Object.fromEntries(
  Object.entries(asGiven).filter(([name]) => !name.startsWith("GIT_") || kept.test(name)),
);

class Blocked extends Error {}

process.exitCode = 1;
try {
  mkdirSync(folder, { recursive: true });
  await takeLock();
  process.on("exit", () => rmSync(lock, { force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));
  const content = contentOfIndex();
  checkOut(content);
  process.exitCode = judge();
  if (process.exitCode === 0 && contentOfIndex() !== content)
    throw new Blocked("the index was changed while it was judged; mend: commit again");
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof Blocked)) throw error;
  console.error(`phasegate: blocked: ${error.message}`);
}

/** One commit after the other: they share the folder. Whose process is gone holds no lock. */
async function takeLock() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const owner = Number(existsSync(lock) ? readFileSync(lock, "utf8") : "");
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    else await new Promise((done) => setTimeout(done, 50));
  }
}

/** The tree that this commit would get. Git writes trees from a copy, since it notes them down in the index. */
function contentOfIndex() {
  const file = resolve(asGiven.GIT_INDEX_FILE || git(["rev-parse", "--git-path", "index"], asGiven));
  const copy = join(folder, "given-index");
  rmSync(copy, { force: true });
  if (existsSync(file)) copyFileSync(file, copy);
  return git(["write-tree"], { ...asGiven, GIT_INDEX_FILE: copy });
}

/**
 * Puts a tree into the folder; what is there already stays. The folder is a worktree of the repository in all but name:
 * git does not list it. It sees the same objects, refs and configuration, hence the same line endings and filters.
 * @param {string} content id of the tree
 */
function checkOut(content) {
  const common = resolve(git(["rev-parse", "--git-common-dir"], asGiven));
  mkdirSync(own, { recursive: true });
  mkdirSync(tree, { recursive: true });
  writeFileSync(join(own, "commondir"), `${common}\n`);
  writeFileSync(join(own, "gitdir"), `${join(tree, ".git")}\n`);
  copyFileSync(git(["rev-parse", "--git-path", "HEAD"], asGiven), join(own, "HEAD"));
  writeFileSync(join(tree, ".git"), `gitdir: ${own}\n`);
  // Left by a commit whose process was killed.
  rmSync(join(own, "index.lock"), { force: true });
  const how = ["-C", tree, "-c", "core.hooksPath=/dev/null", "-c", "core.sparseCheckout=false"];
  const options = [...how, "-c", "core.fsmonitor=false"];
  if (!isDone([...options, "read-tree", "--reset", "-u", content])) {
    rmSync(join(own, "index"), { force: true });
    git([...options, "read-tree", "--reset", "-u", content], clean);
  }
  git([...options, "clean", "--quiet", "-ffd"], clean);
}

/** The rest is done by what was checked out. @returns its exit code */
function judge() {
  const script = join(tree, "scripts/hook/judge.mjs");
  const { status, error } = spawnSync(process.execPath, [script, root], {
    cwd: tree,
    env: clean,
    stdio: "inherit",
  });
  if (error !== undefined) throw new Blocked(error.message);
  return status ?? 1;
}

/** @param {readonly string[]} args */
function isDone(args) {
  return spawnSync("git", args, { env: clean }).status === 0;
}

/** @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
function git(args, env) {
  const { status, stdout, stderr, error } = spawnSync("git", args, { encoding: "utf8", env });
  if (status === 0) return stdout.trimEnd();
  const words = error?.message ?? stderr.trim();
  throw new Blocked(`git could not read what is staged (${words}); mend: git status`);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
