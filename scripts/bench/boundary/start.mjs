import { readFileSync } from "node:fs";
import { leave } from "../../suite/leave.mjs";
import { loadScript, optimiseLate } from "../../suite/script.mjs";

// Starts a bundled judge as suites start (scripts/suite/load.mjs). Arguments: bundle, folder for compiled code, its own.
optimiseLate();
const [file = "", code = ""] = process.argv.splice(2, 2);
const program = loadScript(file, readFileSync(file), code);
await program.start();
program.keep();
leave();
