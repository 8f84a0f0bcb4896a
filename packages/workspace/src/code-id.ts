import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const known = new Map<string, string>();

/**
 * An id of the code that a module belongs to: of its package and of the packages of the same scope that it depends on,
 * sources or what was built of them, and their manifests, which pin everything else. Of a bundle it is the id of that file. Whatever derives
 * facts is part of it, so facts that are kept by it are never answered by other code than derived them.
 * @param module `import.meta.url` of the module
 * @returns 16 hexadecimal digits
 */
export function codeId(module: string): string {
  const file = fileURLToPath(module);
  const found = known.get(file) ?? digest(file);
  known.set(file, found);
  return found;
}

function digest(file: string): string {
  const hash = createHash("sha256").update(process.versions.node);
  const own = fileURLToPath(import.meta.url);
  const isBundled = !/^code-id\.[jt]s$/.test(basename(own));
  for (const path of isBundled ? [own] : codeOf(file)) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

/** Files of the package around a module, and of those that it depends on, sorted. */
function codeOf(module: string): readonly string[] {
  const entries = new Map([[packageFolder(module), module]]);
  const files = new Set<string>();
  for (const [folder, entry] of entries) {
    const manifest = join(folder, "package.json");
    files.add(manifest);
    for (const path of filesIn(codeFolder(folder, entry))) files.add(path);
    const require = createRequire(manifest);
    const { name, dependencies } = parse(manifest);
    const scope = name.startsWith("@") ? name.replace(/\/.*$/, "/") : "@phasegate/";
    for (const dependency of dependencies.filter((one) => one.startsWith(scope))) {
      const start = require.resolve(dependency);
      entries.set(packageFolder(start), start);
    }
  }
  return [...files].sort();
}

/** The folder directly in the package that holds its code: `src`, or `dist`. */
function codeFolder(folder: string, entry: string): string {
  const [first = ""] = entry.slice(folder.length + 1).split(/[\\/]/);
  return join(folder, first);
}

function packageFolder(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Error(`${file} is in no package`);
  }
}

function parse(manifest: string): { readonly name: string; readonly dependencies: readonly string[] } {
  const parsed: unknown = JSON.parse(readFileSync(manifest, "utf8"));
  if (typeof parsed !== "object" || parsed === null) return { name: "", dependencies: [] };
  const name = "name" in parsed && typeof parsed.name === "string" ? parsed.name : "";
  const wanted = "dependencies" in parsed ? parsed.dependencies : undefined;
  return {
    name,
    dependencies: typeof wanted === "object" && wanted !== null ? Object.keys(wanted) : [],
  };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) =>
    one.isFile() ? [join(one.parentPath, one.name)] : [],
  );
}
