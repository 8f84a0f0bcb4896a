import { KeptByContent, type RepoPath, readText, type Workspace } from "@phasegate/workspace";

const lockfiles = [
  "pnpm-lock.yaml",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "bun.lock",
] as const;

/**
 * How each lockfile spells a resolved Vitest, one pattern a format:
 * pnpm 9 `  vitest@4.1.12:` below `packages`, npm 2/3 `"node_modules/vitest": { "version": …`, yarn 1 and berry
 * `vitest@…:` or `"vitest@npm:…":` followed by its version, bun `"vitest": ["vitest@4.1.12", …`.
 */
const spelling: Readonly<Record<(typeof lockfiles)[number], RegExp>> = {
  "pnpm-lock.yaml": /^ {2}'?vitest@([^:('\s]+)'?:\s*$/gm,
  "package-lock.json": /node_modules\/vitest":\s*\{\s*"version":\s*"([^"]+)"/g,
  "npm-shrinkwrap.json": /node_modules\/vitest":\s*\{\s*"version":\s*"([^"]+)"/g,
  "bun.lock": /^\s*"(?:[^"]+\/)?vitest":\s*\[\s*"vitest@([^"]+)"/gm,
  "yarn.lock": /^"?vitest@[^\n]*:\n\s+version:? "?([^"\n]+)"?/gm,
};

/** The lockfiles that lie at the root. */
export function presentLockfiles(workspace: Workspace): readonly RepoPath[] {
  return lockfiles.filter((path) => workspace.entry(path) === "file");
}

/** Versions of Vitest that the lockfiles name, sorted, each once. */
export function lockedVitest(workspace: Workspace): readonly string[] {
  return kept.get(workspace, "", readVersions);
}

const kept = new KeptByContent<readonly string[]>();

function readVersions(workspace: Workspace): readonly string[] {
  const versions = new Set<string>();
  for (const path of lockfiles) {
    for (const match of (readText(workspace, path) ?? "").matchAll(spelling[path])) {
      if (match[1] !== undefined) versions.add(match[1]);
    }
  }
  return [...versions].sort();
}
