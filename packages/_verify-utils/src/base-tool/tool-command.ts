import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, rootManifest } from "./install-commands.ts";

/** How the phasegate of a checkout is started: its bin, or its script of that name, where the kit is source. */
export function toolCommand(folder: string): Command | undefined {
  const bin = join(folder, "node_modules/.bin/phasegate");
  if (existsSync(bin)) return [bin];
  const script = rootManifest(folder)?.scripts?.["phasegate"];
  // Arguments are handed over as such: the shell that splits the script does not read them.
  return script === undefined ? undefined : ["sh", "-c", `${script} "$@"`, "phasegate"];
}
