import { spawnSync } from "node:child_process";
import { leave } from "./leave.mjs";
import { judge, prepare } from "./load.mjs";
import { root, turbo } from "./turbo.mjs";

// `node scripts/suite/phasegate.mjs <command>`: the command of this checkout, bundled again where something of it changed.
const [program, args] = turbo(["run", "bundle", "--output-logs=errors-only", "--log-prefix=none"]);
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, encoding: "utf8" });
if (status === 0) await judge(prepare());
else {
  process.exitCode = 2;
  console.error(
    `${stdout ?? ""}${stderr ?? ""}phasegate: blocked: ${error?.message ?? "the gates cannot be bundled"}`,
  );
}
leave();
