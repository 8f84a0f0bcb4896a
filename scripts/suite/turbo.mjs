import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Of this repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Turborepo's binary itself: its script in front of it starts a Node of its own, for a tenth of a second.
 * @param {string[]} args
 * @returns {[program: string, args: string[]]}
 */
export function turbo(args) {
  const { resolve } = createRequire(join(root, "package.json"));
  const manifest = resolve("turbo/package.json");
  try {
    const { platform, arch } = process;
    const system = `${platform === "win32" ? "windows" : platform}-${arch === "x64" ? "64" : arch}`;
    const suffix = platform === "win32" ? ".exe" : "";
    return [createRequire(manifest).resolve(`@turbo/${system}/bin/turbo${suffix}`), args];
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return [process.execPath, [join(dirname(manifest), "bin/turbo"), ...args]];
  }
}
