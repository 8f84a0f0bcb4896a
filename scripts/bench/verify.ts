import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { command, inTurn, table } from "./measure.ts";

// How long a verdict takes, beside the floor: pnpm + turbo + one uncached task that does nothing.
// With --fresh also from a clone with dependencies and no cache, and from an empty package store (needs a registry).
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "bench-verify-")));
const quiet = { TURBO_TELEMETRY_DISABLED: "1", CI: "" };
const pinned = "pnpm@10.34.9";

try {
  const floor = floorWorkspace();
  command("pnpm", ["verify:quick"], root, quiet);
  const judging: number[] = [];
  const samples = inTurn(
    [
      { name: "pnpm verify:quick", run: () => command("pnpm", ["verify:quick"], root, quiet) },
      {
        name: "the suite without pnpm and turbo",
        run: () => {
          suiteAlone();
          judging.push(judgingSeconds());
        },
      },
      {
        name: "floor: pnpm, turbo, a task that does nothing",
        run: () => command("pnpm", ["noop"], floor, quiet),
      },
    ],
    15,
  );
  const inside = { name: "of the suite: judging, by its own clock", seconds: judging };
  print("warm", [...samples.slice(0, -1), inside, ...samples.slice(-1)]);
  if (process.argv.includes("--fresh")) fresh();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function floorWorkspace(): string {
  const folder = join(scratch, "floor");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "floor",
      packageManager: pinned,
      scripts: { noop: "turbo run nothing", nothing: "node -e 0" },
    }),
  );
  writeFileSync(
    join(folder, "pnpm-workspace.yaml"),
    "packages: []\nverifyDepsBeforeRun: false\nmanagePackageManagerVersions: false\n",
  );
  writeFileSync(join(folder, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\n");
  writeFileSync(join(folder, "turbo.json"), JSON.stringify({ tasks: { nothing: { cache: false } } }));
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  writeFileSync(join(folder, "node_modules/.bin/turbo"), `#!/bin/sh\nexec node "${turbo}" "$@"\n`, {
    mode: 0o755,
  });
  spawnSync("git", ["init", "-q"], { cwd: folder });
  return folder;
}

/** As the script of the root starts it, flags included. */
function suiteAlone(): void {
  const { scripts } = z
    .object({ scripts: z.object({ "suite-quick": z.string() }) })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const [program = "", ...args] = scripts["suite-quick"].split(" ");
  command(program, args, root, quiet);
}

/** Of the run that just ended. */
function judgingSeconds(): number {
  const document = readFileSync(join(root, ".phasegate/results/quick.json"), "utf8");
  return z.object({ milliseconds: z.number() }).parse(JSON.parse(document)).milliseconds / 1000;
}

function fresh(): void {
  const clone = join(scratch, "clone");
  const install = () => {
    rmSync(clone, { recursive: true, force: true });
    command("git", ["clone", "-q", root, clone], scratch);
    command("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], clone, quiet);
  };
  print(
    "dependencies installed, no cache",
    inTurn(
      [
        {
          name: "pnpm verify:quick",
          prepare: install,
          run: () => command("pnpm", ["verify:quick"], clone, quiet),
        },
      ],
      3,
    ),
  );
  const home = join(scratch, "home");
  const empty = () => {
    for (const folder of [clone, home]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(home);
  };
  const env = {
    ...quiet,
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CACHE_HOME: join(home, "cache"),
    npm_config_cache: join(home, "npm"),
    npm_config_store_dir: join(home, "store"),
  };
  const wholeWay = () => {
    command("git", ["clone", "-q", root, clone], scratch);
    command("npx", ["--yes", pinned, "verify:quick"], clone, env);
  };
  print(
    "fresh clone, empty store",
    inTurn([{ name: `git clone, npx ${pinned} verify:quick`, prepare: empty, run: wholeWay }], 3),
  );
}

function print(title: string, samples: Parameters<typeof table>[0]): void {
  process.stdout.write(`\n${title}\n${table(samples)}\n`);
}
