// Started by pre-commit.mjs in the folder that holds what is staged: installs what its lockfile says when that changed,
// and runs the same command there as a person does.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";

const [, , root = ".."] = process.argv;
const here = process.cwd();
const { packageManager = "pnpm", scripts = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const env = {
  ...process.env,
  TURBO_CACHE_DIR: process.env.TURBO_CACHE_DIR || join(root, ".turbo/cache"),
  PATH: [join(here, "node_modules/.bin"), ...pnpmFolders(), process.env.PATH].join(delimiter),
  // What is installed here was installed below.
  pnpm_config_verify_deps_before_run: "false",
  ...(process.stderr.isTTY && process.env.NO_COLOR === undefined ? { FORCE_COLOR: "1" } : {}),
};

process.exitCode = 1;
if (install()) process.exitCode = await verify();

/** Packages, by the lockfile and the manifests that are staged, from pnpm's store. @returns whether they are there */
function install() {
  const marker = join(here, "node_modules/.phasegate-installed");
  const wanted = installId();
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return true;
  console.error("phasegate: installing what is staged, once for each lockfile");
  rmSync(marker, { force: true });
  const args = ["install", "--frozen-lockfile", "--ignore-scripts", "--reporter=append-only"];
  const { status, stdout, stderr, error } = spawnSync("pnpm", [...args, "--offline", ...store()], {
    env: { ...env, CI: "true" },
    encoding: "utf8",
  });
  if (status === 0) {
    writeFileSync(marker, wanted);
    return true;
  }
  const words = error?.message ?? `${stdout}\n${stderr}`;
  const [line = "no output"] = words.split("\n").filter((one) => /ERR_|error/i.test(one));
  const mend = words.includes("ERR_PNPM_OUTDATED_LOCKFILE")
    ? "pnpm install && git add pnpm-lock.yaml"
    : `pnpm --dir ${relative(root, here)} fetch`;
  console.error(`phasegate: blocked: the dependencies that are staged are not installed (${line.trim()})`);
  console.error(`  mend: ${mend}`);
  return false;
}

/** Tells apart everything that an install depends on. */
function installId() {
  const { stdout } = spawnSync("git", ["ls-files", "--stage", "-z"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const inputs = stdout
    .split("\0")
    .filter((one) =>
      /(?:^|[/\t])(?:package\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc|\.pnpmfile\.cjs)$|\tpatches\//.test(
        one,
      ),
    );
  return createHash("sha256")
    .update([process.version, process.platform, packageManager, ...inputs].join("\n"))
    .digest("hex");
}

/** The store that the working tree was installed from. */
function store() {
  const file = join(root, "node_modules/.modules.yaml");
  const found = existsSync(file)
    ? /"?storeDir"?:\s*"?([^"\n]+)"?/.exec(readFileSync(file, "utf8"))?.[1]
    : undefined;
  return found === undefined ? [] : [`--store-dir=${found}`];
}

/** Turborepo starts tasks by pnpm. Where it is not on the PATH, a program of that name asks npx for it. */
function pnpmFolders() {
  const isThere = (process.env.PATH ?? "").split(delimiter).some((one) => existsSync(join(one, "pnpm")));
  if (isThere) return [];
  const folder = join(dirname(here), "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "pnpm"),
    `#!/bin/sh\nexec npx --yes ${packageManager.replace(/\+.*$/, "")} "$@"\n`,
  );
  chmodSync(join(folder, "pnpm"), 0o755);
  return [folder];
}

/** Prints one line of what passed, and everything of what did not. @returns {Promise<number>} */
function verify() {
  const command = scripts["verify:quick"];
  if (command === undefined) {
    console.error(
      "phasegate: blocked: package.json has no script verify:quick; mend: git checkout -- package.json",
    );
    return Promise.resolve(1);
  }
  return new Promise((done) => {
    const child = spawn("sh", ["-c", command], { env, stdio: ["ignore", "pipe", "pipe"] });
    let words = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (words += text));
    child.on("error", (error) => (words += error.message));
    child.on("close", (code) => {
      const [line] = words.split("\n").filter((one) => one.includes("quick: passed"));
      console.error(code === 0 ? (line ?? "").trim() : words);
      done(code ?? 1);
    });
  });
}
