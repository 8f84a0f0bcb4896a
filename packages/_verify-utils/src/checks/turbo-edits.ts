import { readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { readTurboConfig, type TurboConfig } from "../turborepo/turbo-config.ts";

/**
 * An edit of the root's configuration of Turborepo, as data.
 * @param edit gives what to change at the top, of a configuration that is its own; or why it cannot
 * @param style how it is written again: with comments and trailing commas as `jsonc`
 */
export function turboEdits(
  edit: (config: TurboConfig, context: CheckContext) => object | NotApplicable,
  style: "json" | "jsonc" = "json",
): Probe["apply"] {
  return (context) => {
    const answer = readTurboConfig(context.workspace, "", context.memo);
    if (answer.kind !== "config") return new NotApplicable("there is no turbo.json that can be read");
    const config = structuredClone(answer.config);
    const change = edit(config, context);
    if (change instanceof NotApplicable) return change;
    Object.assign(config, change);
    const text = JSON.stringify(config, null, style === "jsonc" ? "\t" : 2);
    const written =
      style === "jsonc" ? `// Tasks.\n${text.replaceAll(/([}\]"])\n(\s*[}\]])/g, "$1, // last\n$2")}` : text;
    return written === readText(context.workspace, answer.path)
      ? new NotApplicable("it is written like that")
      : { [answer.path]: `${written}\n` };
  };
}
