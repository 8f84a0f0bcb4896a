import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findingCodes } from "@phasegate/verify-utils";
import { explain } from "phasegate";

// The sentences stand beside the codes; the pages are made from them, and a test says when they were not.
const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/findings");
mkdirSync(folder, { recursive: true });
for (const page of readdirSync(folder)) rmSync(join(folder, page));
for (const code of findingCodes) writeFileSync(join(folder, `${code}.md`), explain(code));
