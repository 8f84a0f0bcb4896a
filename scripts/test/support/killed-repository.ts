import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runSchema } from "@phasegate/report";
import { build } from "esbuild";

const scripts = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const evidence = resolve(scripts, "../packages/test-evidence/bin/phasegate-evidence.js");
const rootRequire = createRequire(join(scripts, "../package.json"));

const config = `import { defineConfig, defineGate, decisionRecorded, importConfined, testsPassed } from "@phasegate/verify-utils";
import { cli } from "phasegate";
const one = defineGate({ id: "one", slice: "O1", decisions: ["D-001"], checks: [
  decisionRecorded({ id: "D-001", statuses: ["locked"] }),
  importConfined({ symbols: [{ module: "node:os", export: "cpus" }], to: ["packages/one/src/index.ts"] }),
  testsPassed({ package: "one", file: "test/one.test.ts", subjects: ["packages/one/src/index.ts"], tests: ["is one"] }),
] });
const config = defineConfig({ gates: [one], suites: { quick: ["one"] }, policy: { registers: ["DECISIONS.md"] } });
const { argv, env, stdout, stderr } = process;
process.exitCode = 2;
process.exitCode = await cli({ args: argv.slice(2), cwd: process.cwd(), env, stdout, stderr }, async () => config);
`;

const module = (mark: string, value: string) =>
  `import { cpus } from "node:os";\nexport const one = () => Math.min(${value}, cpus().length);\n// ${mark}\n`;

const files = {
  "package.json": JSON.stringify({
    name: "killed",
    private: true,
    type: "module",
    packageManager: "pnpm@10.34.9",
    scripts: { "suite-quick": "node .phasegate/bundle.mjs verify quick" },
  }),
  "pnpm-workspace.yaml": "packages:\n  - packages/*\nmanagePackageManagerVersions: false\n",
  ".gitignore": "node_modules/\n.turbo/\n.phasegate/\n.evidence/\n",
  "turbo.json": JSON.stringify({
    globalPassThroughEnv: ["pnpm_config_verify_deps_before_run"],
    tasks: {
      "one#test": { outputs: [".evidence/**"], outputLogs: "errors-only" },
      "//#suite-quick": { cache: false, dependsOn: ["one#test"] },
    },
  }),
  "DECISIONS.md":
    "# Decisions\n\n### D-001 — One\n\n- `status`: `locked`\n- `closure_evidence`:\n  - `DECISIONS.md`\n",
  "packages/one/package.json": JSON.stringify({
    name: "one",
    type: "module",
    scripts: { test: "phasegate-evidence" },
  }),
  "packages/one/test/one.test.ts": `import { expect, test } from "vitest";
import { one } from "../src/index.ts";
test("is one", () => { expect(one()).toBe(1); });
`,
};

/** A small workspace with the real command, real evidence and real Turborepo, whose runs can be killed. */
export class KilledRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-killed-")));
  readonly #env: NodeJS.ProcessEnv;

  private constructor(cache?: string) {
    const kept = Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV|TEST$|NODE_OPTIONS|GIT_|CI$|GITHUB_|TURBO_|npm_(?!config_))/.test(name),
    );
    this.#env = {
      ...Object.fromEntries(kept),
      PATH: [join(this.root, "bin"), process.env["PATH"]].join(delimiter),
      NO_COLOR: "1",
      TURBO_TELEMETRY_DISABLED: "1",
      pnpm_config_verify_deps_before_run: "false",
      ...(cache === undefined ? {} : { TURBO_CACHE_DIR: cache }),
    };
  }

  /** @param cache absolute path of Turborepo's cache folder; its own where absent */
  static async create(cache?: string): Promise<KilledRepository> {
    const made = new KilledRepository(cache);
    for (const [path, text] of Object.entries(files)) made.write(path, text);
    made.change("first", true);
    made.#program("bin/pnpm", 'exec npx --yes pnpm@10.34.9 "$@"');
    if (spawnSync("pnpm", ["--version"]).status === 0) rmSync(join(made.root, "bin"), { recursive: true });
    made.#program("packages/one/node_modules/.bin/phasegate-evidence", `exec node "${evidence}" "$@"`);
    mkdirSync(join(made.root, "node_modules"), { recursive: true });
    for (const name of ["vitest", "turbo"])
      symlinkSync(
        dirname(rootRequire.resolve(`${name}/package.json`)),
        join(made.root, "node_modules", name),
      );
    mkdirSync(join(made.root, "node_modules/@phasegate"));
    symlinkSync(
      dirname(createRequire(join(scripts, "x.js")).resolve("@phasegate/verify-utils/package.json")),
      join(made.root, "node_modules/@phasegate/verify-utils"),
    );
    await build({
      stdin: { contents: config, resolveDir: scripts, loader: "ts" },
      outfile: join(made.root, ".phasegate/bundle.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      banner: { js: `import { createRequire as m } from "node:module"; const require = m(import.meta.url);` },
      plugins: [
        {
          name: "installed",
          setup: ({ onResolve }) =>
            onResolve(
              { filter: /^(oxc-parser(\/.*)?|satteri|jsonc-parser|@dprint\/.*)$/ },
              ({ path, resolveDir }) => ({
                path: createRequire(join(resolveDir, "x.js")).resolve(path),
                external: true,
              }),
            ),
        },
      ],
      logLevel: "error",
    });
    for (const args of [
      ["init", "-qb", "main"],
      ["add", "-A"],
    ])
      made.#git(args);
    made.#git(["-c", "user.name=One", "-c", "user.email=one@example.org", "commit", "-qm", "first"]);
    return made;
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Another content of the package, on which its test passes or does not. */
  change(mark: string, passes: boolean): void {
    this.write("packages/one/src/index.ts", module(mark, passes ? "1" : "0"));
  }

  start() {
    const turbo = join(this.root, "node_modules/turbo/bin/turbo");
    const args = [turbo, "run", "suite-quick", "--continue=always"];
    return spawn(process.execPath, args, {
      cwd: this.root,
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** A run to its end. @returns what it decided, without moments and durations */
  async decided(): Promise<unknown> {
    const child = this.start();
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += String(text)));
    const code = await new Promise((done) => child.on("close", done));
    const file = join(this.root, ".phasegate/results/quick.json");
    if (!existsSync(file)) throw new Error(`no result: ${said}`);
    const { verdict, gates } = runSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    const told = gates.flatMap(({ checks }) =>
      checks.map(({ name, verdict: of, findings, scope }) => ({ name, verdict: of, findings, scope })),
    );
    return { code, verdict, told };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }

  #program(path: string, command: string): void {
    this.write(path, `#!/bin/sh\n${command}\n`);
    chmodSync(join(this.root, path), 0o755);
  }

  #git(args: readonly string[]): void {
    const { status, stderr } = spawnSync("git", args, {
      cwd: this.root,
      env: this.#env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
  }
}
