#!/usr/bin/env -S node --import tsx
import { loadConfig } from "@phasegate/verify-utils";
import { main } from "./main.ts";

const { argv, env, stdout, stderr } = process;
const cwd = process.cwd();
process.exitCode = 2;
process.exitCode = await main({ args: argv.slice(2), cwd, env, stdout, stderr }, () => loadConfig(cwd));
