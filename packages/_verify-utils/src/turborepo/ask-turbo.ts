import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shellWord } from "@phasegate/workspace";
import type { Process } from "../process.ts";
import { type ObservedTasks, parseDryRun } from "./observed-tasks.ts";

export interface AskTurbo {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Absolute path of the repository whose installed Turborepo is asked. */
  readonly installedIn: string;
  readonly tasks: readonly string[];
  readonly env: Process["env"];
  /** Given how to end it. */
  readonly onStart: (end: () => void) => void;
}

/** After this many milliseconds a dry run has not come to an end. It takes a tenth of a second. */
const patience = 60_000;

/**
 * Asks Turborepo what it would run, hash and keep (`turbo run <tasks> --dry=json`), in a process of its own that writes to
 * a file: nobody has to listen to it meanwhile.
 */
export async function askTurbo({ root, installedIn, tasks, env, onStart }: AskTurbo): Promise<ObservedTasks> {
  const args = ["run", ...tasks, "--dry=json"];
  const command = `turbo ${args.map(shellWord).join(" ")}`;
  const program = programIn(installedIn);
  if (program === undefined)
    return { kind: "unknown", why: "turbo is not installed", command: "pnpm install" };
  const file = join(tmpdir(), `phasegate-tasks-${randomUUID()}.json`);
  const output = openSync(file, "wx+");
  try {
    // It is only known by its descriptor from here on, so that nothing is left behind, whatever happens.
    rmSync(file);
    const { code, stderr } = await runToEnd([...program, ...args], { root, env, onStart, output });
    if (code !== 0) return { kind: "unknown", why: `${endOf(code)}: ${firstLine(stderr)}`, command };
    const observed = parseDryRun(fromStart(output));
    return observed ?? { kind: "unknown", why: "its dry run is in a format that is not known", command };
  } finally {
    closeSync(output);
  }
}

/** What was written through a descriptor, which stands at the end of it. */
function fromStart(file: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes.toString("utf8");
}

/** The command and what stands before its arguments. */
function programIn(folder: string): [command: string, ...before: string[]] | undefined {
  const script = resolved(join(folder, "package.json"), "turbo/bin/turbo");
  if (script === undefined) return undefined;
  // The script only looks for the program, and takes as long as that needs for everything.
  const system = process.platform === "win32" ? "windows" : process.platform;
  const processor = process.arch === "x64" ? "64" : process.arch;
  const file = process.platform === "win32" ? "turbo.exe" : "turbo";
  const program = resolved(script, `@turbo/${system}-${processor}/bin/${file}`);
  return program === undefined ? [process.execPath, script] : [program];
}

function resolved(from: string, specifier: string): string | undefined {
  try {
    return createRequire(from).resolve(specifier);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

interface Running extends Pick<AskTurbo, "root" | "env" | "onStart"> {
  readonly output: number;
}

function runToEnd(
  [command, ...args]: readonly [string, ...string[]],
  { root, env, onStart, output }: Running,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  return new Promise((resolve) => {
    let stderr = "";
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, TURBO_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", output, "pipe"],
      timeout: patience,
    });
    onStart(() => child.kill());
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", (error) => resolve({ code: null, stderr: error.message }));
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

function endOf(code: number | null): string {
  return code === null ? "it was ended" : `exit code ${code}`;
}

/** The first line that is no warning, without colours and the signs of a tree. */
function firstLine(text: string): string {
  const plain = text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
  const lines = plain.split("\n").map((line) => line.trim());
  const line = lines.find((one) => one !== "" && !/^(WARNING|turbo \d)/.test(one));
  return line?.replace(/^[x×]\s+/, "") ?? "it says nothing";
}
