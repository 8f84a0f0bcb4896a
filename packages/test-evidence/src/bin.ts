#!/usr/bin/env -S node --import tsx
import { runCommand } from "./runner/command.ts";

/** How long open handles may keep the process alive after everything is written, in milliseconds. */
const patience = 2_000;

const { stdout, stderr } = process;
const code = await runCommand({ args: process.argv.slice(2), cwd: process.cwd(), stdout, stderr });
process.exitCode = code;
setTimeout(() => process.exit(code), patience).unref();
