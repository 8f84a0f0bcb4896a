import { joinRepoPath, WorkspaceError, type WorkspacePackage } from "@phasegate/workspace";
import type { Packages } from "./target.ts";

/** The workspace package behind a name that a package.json gives to it: `link:../a`, `file:../a`, `workspace:@scope/a@*`. */
export function linkedPackage(
  name: string,
  importer: WorkspacePackage | undefined,
  packages: Packages,
): WorkspacePackage | undefined {
  if (importer === undefined) return undefined;
  const range = rangeOf(name, importer);
  if (range === undefined) return undefined;
  const alias = /^(?:workspace|npm):((?:@[^/@]+\/)?[^/@]+)@/.exec(range)?.[1];
  if (alias !== undefined) return packages.named(alias);
  const path = /^(?:link|file|portal|workspace):(\.{1,2}\/.*)$/.exec(range)?.[1];
  if (path === undefined) return undefined;
  try {
    const folder = joinRepoPath(importer.folder, path);
    return packages.all.find((one) => one.folder === folder);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}

const fields = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"] as const;
export type DependencyField = (typeof fields)[number];

function rangeOf(name: string, { manifest }: WorkspacePackage): string | undefined {
  for (const field of fields) {
    const ranges = manifest[field];
    if (ranges !== undefined && Object.hasOwn(ranges, name)) return ranges[name];
  }
  return undefined;
}

/** Fields of a package.json that name a package, the one that ships first. */
export function declaredIn(name: string, { manifest }: WorkspacePackage): readonly DependencyField[] {
  return fields.filter((field) => Object.hasOwn(manifest[field] ?? {}, name));
}
