#!/usr/bin/env node
// The bin of the published package: teaches Node to import a TypeScript configuration, then starts the command.
import { register } from "tsx/esm/api";

register();
await import("./bin.ts");
