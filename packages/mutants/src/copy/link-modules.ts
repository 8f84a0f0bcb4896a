import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { RepoPath } from "@phasegate/workspace";

interface Links {
  /** Absolute path of the repository root. */
  readonly from: string;
  /** Absolute path of the copy. */
  readonly to: string;
  /** The package whose installed packages are linked. */
  readonly folder: RepoPath;
  /** Packages that are copied: links to them lead into the copy. */
  readonly copied: readonly RepoPath[];
}

/** Of what begins with a dot, caches are left out: what is written there has to stay apart. */
const hidden: ReadonlySet<string> = new Set([".bin", ".pnpm"]);

/** Makes a package's `node_modules` anew: links to installed packages, and to the copies of workspace packages. */
export function linkModules(links: Links): void {
  const source = join(links.from, links.folder, "node_modules");
  const target = join(links.to, links.folder, "node_modules");
  for (const name of namesIn(source)) {
    if (name.startsWith("@")) {
      for (const inner of namesIn(join(source, name)))
        link(links, join(source, name, inner), join(target, name), inner);
    } else if (!name.startsWith(".") || hidden.has(name)) link(links, join(source, name), target, name);
  }
}

function link({ from, to, copied }: Links, path: string, folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  // A link that leads nowhere (an optional dependency that was not installed) leads nowhere in the copy.
  if (!existsSync(path)) return;
  const real = realpathSync.native(path);
  const inside = relative(from, real).split(sep).join("/");
  symlinkSync(copied.includes(inside) ? join(to, inside) : real, join(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
