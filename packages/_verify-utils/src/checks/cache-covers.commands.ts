import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";

/** Flags of `turbo run` that leave something out, or let something in. */
const weak =
  /^(--only|--parallel|--affected|--filter|-F|--dry(-run)?|--graph|--cache-dir|--cache|--preflight)(=.*)?$/;

/** What is wrong with the scripts that start suites. */
export function commandFindings(names: readonly string[], { packages }: CheckContext): readonly Finding[] {
  const scripts = packages.find(({ folder }) => folder === "")?.manifest.scripts ?? {};
  return names.flatMap((script) =>
    wrongs(scripts[script]).map((what) =>
      found("suite-command-weak", { script, what }, { path: "package.json" }),
    ),
  );
}

function wrongs(command: string | undefined): readonly string[] {
  if (command === undefined) return ["is not there"];
  const words = command.split(/\s+/);
  const flags = words.filter((word) => weak.test(word)).map((word) => `has \`${word}\``);
  const modes = words.flatMap((word, at) =>
    word === "--env-mode" ? [words[at + 1] ?? ""] : word.startsWith("--env-mode=") ? [word.slice(11)] : [],
  );
  const loose = modes.filter((mode) => mode !== "strict").map((mode) => `has \`--env-mode=${mode}\``);
  const goesOn = words.includes("--continue=always");
  return [...flags, ...loose, ...(goesOn ? [] : ["lacks `--continue=always`"])];
}
