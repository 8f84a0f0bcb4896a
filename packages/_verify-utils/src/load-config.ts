import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openWorkingTree } from "@phasegate/workspace";
import { type Config, ConfigError, isConfig } from "./config.ts";

/** Names under which a configuration is looked for, in the root of the repository. */
export const configNames = [
  "phasegate.config.ts",
  "phasegate.config.mts",
  "phasegate.config.js",
  "phasegate.config.mjs",
] as const;

/**
 * Imports the configuration of the repository around a folder.
 * @throws ConfigError when there is none, or it is not what `defineConfig` makes; or whatever the configuration throws
 */
export async function loadConfig(folder: string): Promise<Config> {
  const { root } = openWorkingTree(folder);
  const name = configNames.find((one) => existsSync(join(root, one)));
  if (name === undefined) {
    throw new ConfigError(
      `expected ${configNames[0]} in the root of the repository (${root}), found none; make one that default-exports defineConfig({ … })`,
    );
  }
  const loaded: unknown = await import(pathToFileURL(join(root, name)).href);
  const config =
    typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
  if (!isConfig(config))
    throw new ConfigError(`${name}: expected a default export made by defineConfig({ … })`);
  return config;
}
