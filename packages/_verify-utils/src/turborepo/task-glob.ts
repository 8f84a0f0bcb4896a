import { posix } from "node:path";
import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";

/** A glob of `inputs`, `outputs` or `globalDependencies`. */
export interface TaskGlob {
  readonly isNegative: boolean;
  /** Whether the glob names this very path. */
  names(path: RepoPath): boolean;
  /** Whether it names the path or a folder above it. */
  holds(path: RepoPath): boolean;
}

const rootPrefix = "$TURBO_ROOT$";

/** Syntax that Turborepo's globs have and others read in another way, or that neither has. */
const unclear = /[\\()<>]|\*{3}|[^/]\*\*|\*\*[^/]|\[[^\]]*\[|^!!/;

/**
 * Reads a glob as Turborepo does: relative to a package or, after `$TURBO_ROOT$`, to the repository, dotfiles
 * included, ignored files too.
 * @returns `undefined` for a glob that may mean something else there
 */
function taskGlob(folder: RepoPath, text: string): TaskGlob | undefined {
  const isNegative = text.startsWith("!");
  const glob = isNegative ? text.slice(1) : text;
  const fromRoot = glob.startsWith(`${rootPrefix}/`);
  const rest = fromRoot ? glob.slice(rootPrefix.length + 1) : glob;
  if (unclear.test(rest) || /[$]/.test(rest) || /[*?{}[\]!]/.test(folder) || rest.startsWith("/"))
    return undefined;
  const path = posix.normalize(posix.join(fromRoot ? "" : folder, rest)).replace(/\/$/, "");
  if (path.startsWith("../")) return { isNegative, names: () => false, holds: () => false };
  if (!/[*?{}[\]]/.test(path) && path !== ".") {
    const below = `${path}/`;
    return {
      isNegative,
      names: (one) => one === path,
      holds: (one) => one === path || one.startsWith(below),
    };
  }
  const options = { dot: true, noextglob: true, nonegate: true } as const;
  const names = path === "." ? () => false : picomatch(path, options);
  const holds = picomatch(path === "." ? "**" : [path, `${path}/**`], options);
  return { isNegative, names: (one) => names(one), holds: (one) => holds(one) };
}

/** The globs of a list, and those that are not understood. */
export function taskGlobs(folder: RepoPath, texts: readonly string[]) {
  const globs: TaskGlob[] = [];
  const unknown: string[] = [];
  for (const text of texts) {
    const glob = taskGlob(folder, text);
    if (glob === undefined) unknown.push(text);
    else globs.push(glob);
  }
  return { globs, unknown };
}

/** Whether a list of globs selects a path: some glob holds it, and none with `!` does. */
export function selects(globs: readonly TaskGlob[], path: RepoPath): boolean {
  const isHeld = globs.some((glob) => !glob.isNegative && glob.holds(path));
  return isHeld && !globs.some((glob) => glob.isNegative && glob.holds(path));
}
