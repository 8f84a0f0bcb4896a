import { existsSync, realpathSync } from "node:fs";
import { delimiter, isAbsolute, sep } from "node:path";

/**
 * The environment for programs of another commit: without what the package manager of the judged repository put there,
 * whose programs are part of what is judged.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^npm_(?!config_)|^(NODE_PATH|NODE_OPTIONS|INIT_CWD|TURBO_HASH)$/i.test(name),
  );
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => !isWithin(repository, folder));
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    pnpm_config_verify_deps_before_run: "false",
    TURBO_TELEMETRY_DISABLED: "1",
  };
}

function isWithin(repository: string, folder: string): boolean {
  if (!isAbsolute(folder)) return true;
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return [folder, real].some((path) => path === repository || path.startsWith(repository + sep));
}
