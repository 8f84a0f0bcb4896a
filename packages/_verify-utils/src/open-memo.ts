import { join } from "node:path";
import {
  codeId,
  createMemo,
  keepDigests,
  type Memo,
  openDiskMemo,
  type Workspace,
} from "@phasegate/workspace";
import type { Process } from "./process.ts";
import { outputFolder } from "./result-file.ts";

export interface FlushableMemo extends Memo {
  flush(): void;
}

/**
 * In CI nothing is remembered: there, every fact is derived anew.
 * @param module `import.meta.url` of a module of the code that derives: what other code derived is not found
 */
export function openMemo(
  workspace: Workspace,
  env: Process["env"],
  module: string = import.meta.url,
): FlushableMemo {
  const inCi = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
  if (inCi) return forgetful();
  const memo = openDiskMemo(join(workspace.root, outputFolder, "memo"), { code: codeId(module) });
  keepDigests(workspace, memo);
  return memo;
}

/** Remembers nothing beyond this process. */
export function forgetful(): FlushableMemo {
  return { ...createMemo(), flush: () => undefined };
}
