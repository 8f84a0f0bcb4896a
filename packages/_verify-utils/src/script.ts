import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exitCodes, usageExitCode } from "@phasegate/report";
import { ConfigError } from "./config.ts";
import { type Gate, GateDefinitionError } from "./gate.ts";
import { loadConfig } from "./load-config.ts";
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
      const isUsage = error instanceof ConfigError || error instanceof GateDefinitionError;
      if (isUsage) process.exitCode = usageExitCode;
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${gate.id}: ${isUsage ? "" : "blocked: "}${message}\n`);
    },
  );
}

async function judge(gate: Gate, json: boolean): Promise<number> {
  const config = await loadConfig(process.cwd());
  const owner = { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr };
  const document = verify({ target: gate.id, gates: [gate], json }, config, owner);
  return exitCodes[document.verdict];
}
