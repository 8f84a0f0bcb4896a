import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { leave } from "../../suite/leave.mjs";
import { loadScript } from "../../suite/script.mjs";

// Starts a bundled judge as suites start (scripts/suite/load.mjs). Arguments: bundle, folder for compiled code, its own.
setFlagsFromString("--interrupt-budget=600000");
const [file = "", code = ""] = process.argv.splice(2, 2);
const program = loadScript(file, readFileSync(file), code);
await program.start();
program.keep();
leave();
