import type { RepoPath } from "@phasegate/workspace";
import { parseSync } from "oxc-parser";
import { languageOf } from "./parse.ts";

/** Why a module would not even load: syntax errors, and names that are declared twice and the like. */
export function earlyErrors(path: RepoPath, text: string): readonly string[] {
  const lang = languageOf(path);
  const { errors } = parseSync(path, text, { lang, showSemanticErrors: true });
  return errors.filter(({ severity }) => severity === "Error").map(({ message }) => message);
}
