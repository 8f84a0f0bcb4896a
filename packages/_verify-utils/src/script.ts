import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { exitCodes, usageExitCode } from "@phasegate/report";
import { git, WorkspaceError } from "@phasegate/workspace";
import type { Config } from "./config.ts";
import type { Gate } from "./gate.ts";
import { verify } from "./session.ts";

/**
 * The main guard of a gate script: when the script was started by itself, judges its gate (and its needs) and sets the
 * exit code; when it was imported, does nothing. Takes `--json`.
 */
export function main(moduleUrl: string, gate: Gate): void {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  // Whatever happens from here on, silence is not success.
  process.exitCode = exitCodes.blocked;
  const args = process.argv.slice(2);
  const unknown = args.filter((arg) => arg !== "--json");
  if (unknown.length > 0) {
    process.stderr.write(`${gate.id}: expected no argument or --json, got ${unknown.join(" ")}\n`);
    process.exitCode = usageExitCode;
    return;
  }
  // Not awaited at the top level: the configuration imports this very module.
  judge(gate, args.includes("--json")).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(
        `${gate.id}: blocked: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    },
  );
}

async function judge(gate: Gate, json: boolean): Promise<number> {
  const config = await loadConfig(process.cwd());
  const owner = { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr };
  const document = verify({ target: gate.id, gates: [gate], json }, config, owner);
  return exitCodes[document.verdict];
}

/** Names under which a configuration is looked for, in the root of the repository. */
export const configNames = [
  "phasegate.config.ts",
  "phasegate.config.mts",
  "phasegate.config.js",
  "phasegate.config.mjs",
] as const;

/** There is no configuration, or it is not what `defineConfig` makes. */
export class ConfigNotFoundError extends Error {
  override readonly name = "ConfigNotFoundError";
}

/**
 * Imports the configuration of the repository around a folder.
 * @throws ConfigNotFoundError, ConfigError, or whatever the configuration itself throws
 */
export async function loadConfig(folder: string): Promise<Config> {
  const root = rootOf(folder);
  const name = configNames.find((one) => existsSync(join(root, one)));
  if (name === undefined) {
    throw new ConfigNotFoundError(
      `expected ${configNames[0]} in the root of the repository, found none; make one that default-exports defineConfig({ … })`,
    );
  }
  const loaded: unknown = await import(pathToFileURL(join(root, name)).href);
  if (!hasConfig(loaded))
    throw new ConfigNotFoundError(`${name}: expected a default export made by defineConfig({ … })`);
  return loaded.default;
}

function rootOf(folder: string): string {
  const root = git(folder, ["rev-parse", "--show-toplevel"]).trim();
  if (root === "")
    throw new WorkspaceError("git-unavailable", "", "expected a working tree, got a bare repository");
  return root;
}

function hasConfig(loaded: unknown): loaded is { default: Config } {
  if (typeof loaded !== "object" || loaded === null || !("default" in loaded)) return false;
  const config = loaded.default;
  return (
    typeof config === "object" &&
    config !== null &&
    "gates" in config &&
    "suites" in config &&
    "policy" in config
  );
}
