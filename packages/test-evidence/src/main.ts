import { runCommand } from "./runner/command.ts";

/** How long open handles may keep the process alive after everything is written, in milliseconds. */
const patience = 2_000;

/** Runs the command for a process and sets its exit code. */
export async function main(host: NodeJS.Process): Promise<void> {
  const { stdout, stderr } = host;
  // Whoever listened may have been killed. That says nothing about the tests, and this run still has the last word on its evidence.
  for (const stream of [stdout, stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  const code = await runCommand({ args: host.argv.slice(2), cwd: host.cwd(), stdout, stderr });
  host.exitCode = code;
  setTimeout(() => host.exit(code), patience).unref();
}
