import { joinRepoPath, parentOf, type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import { z } from "zod";
import { dataOf, parseJsonc } from "./json-tree.ts";

const chainSchema = z.looseObject({
  extends: z.union([z.string(), z.array(z.string())]).optional(),
  references: z.array(z.looseObject({ path: z.string() })).optional(),
});

/**
 * Every tsconfig that can change how a package's sources are transformed: those in its folder and above, with all
 * that they extend or refer to inside the repository. What they extend from an installed package is the lockfile's part.
 */
export function tsconfigChain(workspace: Workspace, folder: RepoPath): ReadonlySet<RepoPath> {
  const found = new Set<RepoPath>();
  const waiting = ownAndAbove(folder);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || workspace.entry(path) !== "file") continue;
    found.add(path);
    waiting.push(...namedBy(workspace, path));
  }
  return found;
}

function ownAndAbove(folder: RepoPath): RepoPath[] {
  const paths = [joinRepoPath(folder, "tsconfig.json")];
  for (let at = folder; at !== ""; at = parentOf(at)) paths.push(joinRepoPath(parentOf(at), "tsconfig.json"));
  return paths;
}

function namedBy(workspace: Workspace, path: RepoPath): readonly RepoPath[] {
  const parsed = chainSchema.safeParse(dataOf(parseJsonc(readText(workspace, path) ?? "")));
  if (!parsed.success) return [];
  const bases = [parsed.data.extends ?? []].flat();
  const others = (parsed.data.references ?? []).map((one) => one.path);
  return [...bases.filter((one) => one.startsWith(".")), ...others].flatMap((name) =>
    candidates(parentOf(path), name),
  );
}

/** `extends` may leave out `.json`; a reference may name a folder. */
function candidates(folder: RepoPath, name: string): readonly RepoPath[] {
  const inside = [name, `${name}.json`, `${name}/tsconfig.json`];
  const depth = folder === "" ? 0 : folder.split("/").length;
  const climbs = name.split("/").filter((part) => part === "..").length;
  return climbs > depth ? [] : inside.map((one) => joinRepoPath(folder, one));
}
