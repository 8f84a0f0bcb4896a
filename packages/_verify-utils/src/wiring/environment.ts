/** Variables that tell nothing but how to print, or whom to tell. */
const harmless =
  /^(?:TURBO_TELEMETRY_DISABLED|TURBO_TELEMETRY_DEBUG|TURBO_UI|TURBO_NO_UPDATE_NOTIFIER|DO_NOT_TRACK|NPM_CONFIG_(?:LOGLEVEL|PROGRESS|FUND|AUDIT|UPDATE_NOTIFIER|COLOR))$/i;

/** Variables that say what runs, on what, or where it was started. */
const deciding =
  /^(?:TURBO_.*|PHASEGATE_.*|GITHUB_.*|RUNNER_.*|ACTIONS_.*|NODE_.*|NPM_.*|PNPM_.*|YARN_.*|COREPACK_.*|VITEST.*|VITE_.*|TSX_.*|ESBUILD_.*|GIT_.*|LD_.*|DYLD_.*|BASH.*|ENV|PATH|SHELL|SHELLOPTS|IFS|HOME|CI|PWD)$/i;

/** Whether a variable that is set to a value may decide what is run or what comes of it. */
export function decidesRun(name: string, value: string | number | boolean | null | undefined): boolean {
  if (harmless.test(name)) return false;
  // It is what GitHub sets by itself.
  if (name === "CI") return value !== true && value !== "true" && value !== "1" && value !== 1;
  return deciding.test(name);
}
