import { type RepoPath, readText, type Workspace, type WorkspacePackage } from "@phasegate/workspace";

/** Turborepo's name of the root package. */
export const rootPackage = "//";

export interface PackageNode {
  readonly name: string;
  readonly folder: RepoPath;
  readonly scripts: Readonly<Record<string, string>>;
  /** Workspace packages that Turborepo goes to for `^`. */
  readonly dependencies: readonly string[];
  /** Workspace packages that it may or may not go to, by how they are asked for. */
  readonly unclear: readonly string[];
}

/** The packages as Turborepo links them: by `workspace:`, and where the package manager does, by version. */
export function packageGraph(
  workspace: Workspace,
  packages: readonly WorkspacePackage[],
): ReadonlyMap<string, PackageNode> {
  const isNamed = new Set(packages.flatMap(({ name, folder }) => (folder === "" ? [] : [name])));
  const linksByVersion = managerLinksByVersion(workspace, packages);
  return new Map(
    packages.map((one) => {
      const name = one.folder === "" ? rootPackage : one.name;
      // Peers are what others bring: Turborepo does not follow them.
      const { dependencies, devDependencies, optionalDependencies } = one.manifest;
      const asked = Object.entries({ ...optionalDependencies, ...devDependencies, ...dependencies });
      const internal = asked.filter(([to]) => isNamed.has(to) && to !== one.name);
      const isLinked = (range: string) =>
        range.startsWith("workspace:") || (linksByVersion && ["*", "latest", ""].includes(range));
      const unclear = internal.filter(([, range]) => linksByVersion && !isLinked(range));
      const linked = internal.filter(([, range]) => isLinked(range)).map(([to]) => to);
      const node = { name, folder: one.folder, scripts: one.manifest.scripts ?? {} };
      return [name, { ...node, dependencies: linked, unclear: unclear.map(([to]) => to) }];
    }),
  );
}

/** npm, Yarn and Bun link a workspace package whose version fits; pnpm does when it is told to. */
function managerLinksByVersion(workspace: Workspace, packages: readonly WorkspacePackage[]): boolean {
  if (workspace.entry("pnpm-workspace.yaml") === "absent") return packages.length > 1;
  const told = /^\s*link-?workspace-?packages\s*[:=]\s*["']?(?:true|deep)/im;
  return [".npmrc", "pnpm-workspace.yaml"].some(
    (path) => workspace.entry(path) === "file" && told.test(readText(workspace, path) ?? ""),
  );
}
