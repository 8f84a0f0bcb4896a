import type { RepoPath } from "@phasegate/workspace";
import { parseStrictly } from "./parse.ts";

/** Why a module would not even load: syntax errors, and names that are declared twice and the like. */
export function earlyErrors(path: RepoPath, text: string): readonly string[] {
  const parsed = parseStrictly(path, text);
  return parsed.kind === "parsed" ? [] : parsed.problems.map(({ message }) => message);
}
