import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { exitCodes, usageExitCode } from "@phasegate/report";
import { ConfigError } from "./config.ts";
import { type Gate, GateDefinitionError } from "./gate.ts";
import { loadConfig } from "./load-config.ts";
import { scriptArguments } from "./script-arguments.ts";
import { verify } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The main guard of a gate script: when the script was started by itself, judges its gate (and its needs) and sets the
 * exit code; when it was imported, does nothing. Takes `--json`, `--index`, `--at <commit>` and `--base <commit>|none`.
 */
export function main(moduleUrl: string, gate: Gate): void {
  // A thread takes its first module for the program, which may be a bundle of all gates.
  if (!isMainThread) return;
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  // Whatever happens from here on, silence is not success.
  process.exitCode = exitCodes.blocked;
  // Not awaited at the top level: the configuration imports this very module.
  judge(gate, process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const isUsage = usageErrors.some((kind) => error instanceof kind);
      if (isUsage) process.exitCode = usageExitCode;
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${gate.id}: ${isUsage ? "" : "blocked: "}${message}\n`);
    },
  );
}

const usageErrors = [ConfigError, GateDefinitionError, UsageError] as const;

async function judge(gate: Gate, args: readonly string[]): Promise<number> {
  const request = scriptArguments(args);
  const config = await loadConfig(process.cwd());
  const owner = { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr };
  const document = await verify({ target: gate.id, gates: [gate], ...request }, config, owner);
  return exitCodes[document.verdict];
}
