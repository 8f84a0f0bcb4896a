import type { RepoPath } from "@phasegate/workspace";
import { isModulePath } from "../parse.ts";
import type { Folders } from "./folders.ts";

export type FoundFile =
  | { readonly kind: "module"; readonly path: RepoPath }
  | { readonly kind: "asset"; readonly path: RepoPath };

/** What TypeScript tries for a path without extension (`moduleResolution: bundler`), sources before declarations. */
const tried = [
  ".ts",
  ".tsx",
  ".d.ts",
  ".mts",
  ".d.mts",
  ".cts",
  ".d.cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
] as const;

/** What an output extension may stand for in a source tree. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts", ".js", ".jsx"],
  ".jsx": [".tsx", ".d.ts", ".jsx"],
  ".mjs": [".mts", ".d.mts", ".mjs"],
  ".cjs": [".cts", ".d.cts", ".cjs"],
};

/** The file that a path stands for: itself, its source, or one with an extension that was left out. */
export function findFile(folders: Folders, path: RepoPath): FoundFile | undefined {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    for (const source of sourcesOf[extension] ?? []) {
      if (folders.isFile(stem + source)) return { kind: "module", path: stem + source };
    }
  }
  if (folders.isFile(path)) return isModulePath(path) ? { kind: "module", path } : { kind: "asset", path };
  for (const end of tried) {
    if (folders.isFile(path + end)) return { kind: "module", path: path + end };
  }
  return undefined;
}
