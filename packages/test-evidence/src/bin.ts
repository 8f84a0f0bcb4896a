#!/usr/bin/env -S node --import tsx
import { runCommand } from "./runner/command.ts";

await runCommand({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
});
