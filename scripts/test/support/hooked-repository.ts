import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** As somebody's shell: no trace of the tests that run this, nor of CI. */
const shell = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV|TEST$|NODE_OPTIONS|GIT_|CI$|GITHUB_|TURBO_|npm_(?!config_))/.test(name),
    ),
  ),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  NO_COLOR: "1",
};

/** Its evidence says what was tested; its suite fails on evidence of something else, and on a violation of a rule. */
const files = (log: string) => ({
  "package.json": JSON.stringify({
    name: "hooked",
    private: true,
    type: "module",
    packageManager: "pnpm@10.34.9",
    scripts: {
      "verify:quick": "turbo run suite-quick --continue=always --log-prefix=none",
      "suite-quick": "node suite.mjs",
      prepare: "node scripts/hook/install.mjs",
    },
    devDependencies: { husky: "9.1.7", turbo: "2.11.11" },
  }),
  "pnpm-workspace.yaml":
    "packages:\n  - packages/*\nverifyDepsBeforeRun: install\nmanagePackageManagerVersions: false\n",
  ".gitignore": "node_modules/\n.turbo/\n.phasegate/\n.evidence/\n",
  "turbo.json": JSON.stringify({
    globalPassThroughEnv: ["pnpm_config_verify_deps_before_run"],
    tasks: {
      test: { outputs: [".evidence/**"], outputLogs: "errors-only" },
      "//#suite-quick": { cache: false, dependsOn: ["one#test"] },
    },
  }),
  "suite.mjs": `import { existsSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
const tested = "packages/one/.evidence/tested.txt";
if (!existsSync(tested) || readFileSync(tested, "utf8") !== readFileSync("packages/one/value.txt", "utf8"))
  throw new Error("stale evidence");
const rule = readFileSync("rule.txt", "utf8");
if (rule.includes("violation")) throw new Error("a rule is violated");
const meddle = /^meddle: (.*)$/m.exec(rule)?.[1];
if (meddle) execFileSync("sh", ["-c", meddle]);
console.log("quick: passed");
`,
  "rule.txt": "good\n",
  "packages/one/package.json": JSON.stringify({
    name: "one",
    private: true,
    scripts: { test: "node test.mjs" },
  }),
  "packages/one/value.txt": "right\n",
  "packages/one/test.mjs": `import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
const values = readdirSync(".").filter((name) => name.endsWith(".txt"));
if (values.some((name) => readFileSync(name, "utf8").includes("wrong"))) process.exit(1);
const value = readFileSync("value.txt", "utf8");
mkdirSync(".evidence", { recursive: true });
writeFileSync(".evidence/tested.txt", value);
appendFileSync(${JSON.stringify(log)}, value.trim() + "\\n");
`,
});

export interface Run {
  readonly code: number | null;
  readonly said: string;
}

/** A small repository with this one's commit hook, installed by pnpm, with Turborepo and husky. */
export class HookedRepository {
  readonly root: string;
  readonly #outside: string;
  readonly #log: string;

  private constructor() {
    this.#outside = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-hooked-")));
    this.root = join(this.#outside, "repository");
    this.#log = join(this.#outside, "tested.log");
  }

  static create(): HookedRepository {
    const made = new HookedRepository();
    for (const [path, text] of Object.entries(files(made.#log))) made.write(path, text);
    for (const path of ["scripts/hook", ".husky/pre-commit", ".husky/pre-merge-commit"])
      cpSync(join(source, path), join(made.root, path), { recursive: true });
    writeFileSync(made.#log, "");
    made.git("init", "-qb", "main");
    for (const setting of ["user.name=One", "user.email=one@example.org", "commit.gpgsign=false"])
      made.git("config", ...setting.split("="));
    made.pnpm("install", "--prefer-offline");
    made.git("add", "-A");
    made.git("add", "-f", ".husky/_/h", ".husky/_/pre-commit", ".husky/_/pre-merge-commit");
    return made;
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes and stages. */
  stage(path: string, text: string): void {
    this.write(path, text);
    this.git("add", path);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** @throws when git says no */
  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, env: shell, encoding: "utf8", stdio: "pipe" }).trim();
  }

  run(
    program: string,
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ): Run {
    const { cwd = this.root, env = {} } = options;
    const run = spawnSync(program, args, { cwd, env: { ...shell, ...env }, encoding: "utf8" });
    return { code: run.status, said: `${run.stdout}${run.stderr}` };
  }

  commit(...args: readonly string[]): Run {
    return this.run("git", ["commit", "-qm", "made", ...args]);
  }

  pnpm(...args: readonly string[]): Run {
    return this.run("npx", ["--yes", "pnpm@10.34.9", ...args]);
  }

  /** Tree of the last commit, and of what the hook judged last. */
  trees(root = this.root): { readonly committed: string; readonly judged: string } {
    const ask = (cwd: string, ...args: string[]) =>
      execFileSync("git", args, { cwd, env: shell, encoding: "utf8" }).trim();
    return {
      committed: ask(root, "rev-parse", "HEAD^{tree}"),
      judged: ask(join(root, ".phasegate/index/tree"), "write-tree"),
    };
  }

  /** What tests ran on, in this order, since it was asked last. */
  tested(): readonly string[] {
    const lines = readFileSync(this.#log, "utf8").split("\n").filter(Boolean);
    writeFileSync(this.#log, "");
    return lines;
  }

  /** A path beside the repository. */
  beside(name: string): string {
    return join(this.#outside, name);
  }

  /** As it was after the first commit. */
  reset(): void {
    this.git("checkout", "-qf", "main");
    this.git("reset", "-q", "--hard", "first");
    this.git("clean", "-qfd");
    this.git("config", "core.autocrlf", "false");
  }

  remove(): void {
    rmSync(this.#outside, { recursive: true, force: true, maxRetries: 3 });
  }
}
