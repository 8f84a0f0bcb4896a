import { parseArgs } from "node:util";
import type { Judged } from "./judged.ts";
import { UsageError } from "./usage-error.ts";

export interface ScriptArguments {
  readonly json: boolean;
  readonly judged: Judged;
  readonly base?: string;
}

/** Reads what a gate script may be called with. @throws UsageError for anything else */
export function scriptArguments(args: readonly string[]): ScriptArguments {
  const { json, index, at, base } = parsed(args);
  if (index && at !== undefined) throw new UsageError("expected --index or --at, got both");
  return {
    json,
    judged: at === undefined ? (index ? "index" : "working-tree") : { at },
    ...(base === undefined ? {} : { base }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        index: { type: "boolean", default: false },
        at: { type: "string" },
        base: { type: "string" },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(
      `expected --json, --index, --at <commit>, --base <commit> or nothing, got ${args.join(" ")}`,
    );
  }
}
