import { spawn } from "node:child_process";
import { leave } from "./leave.mjs";
import { judge, prepare, prepared } from "./load.mjs";
import { root, turbo } from "./turbo.mjs";

// `node scripts/suite/verify.mjs <suite> [options of phasegate verify]`: has Turborepo make the evidence of the suite,
// then judges in this very process. So nothing is replayed, nothing can end well that judged nothing, and a second
// start of the package manager is saved. `turbo run suite-<suite>` says the same.
const [suite, ...options] = process.argv.slice(2);
const isJson = options.includes("--json");

const [program, args] = turbo([
  "run",
  `evidence-${suite}`,
  // A gate names the test that failed: it is judged also, and most of all, when its evidence is red.
  "--continue=always",
  "--log-prefix=none",
]);
const child = spawn(program, args, {
  cwd: root,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  stdio: ["ignore", isJson ? 2 : "inherit", "inherit"],
});
const made = new Promise((done) => {
  child.on("error", ({ message }) => {
    console.error(`phasegate: blocked: Turborepo cannot be started: ${message}`);
    done(undefined);
  });
  child.on("exit", done);
});
// There is a core to spare while that runs. Nothing of the repository is looked at before it ended.
const before = prepare();
const status = await made;

process.argv.splice(2, process.argv.length, "verify", suite ?? "", ...options);
await judge(prepared(before));
if (status !== 0 && process.exitCode === 0) process.exitCode = status ?? 2;
leave();
