#!/usr/bin/env node
// Starts the command from source; the published package starts dist/bin.js. The loader for TypeScript is taken away again
// before Vitest is loaded, which would otherwise take twice as long.
import { register } from "tsx/esm/api";

const unregister = register();
const { main } = await import("../src/main.ts");
await unregister();
await main(process);
