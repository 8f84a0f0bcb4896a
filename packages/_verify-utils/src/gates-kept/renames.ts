import { type RepoPath, readText, type Workspace } from "@phasegate/workspace";

/** Where files of the base went: those that are gone, by the new file that has their content, or most of its lines. */
export function renamesSince(before: Workspace, now: Workspace): ReadonlyMap<RepoPath, RepoPath> {
  const [old, today] = [new Set(before.files()), new Set(now.files())];
  const fresh = [...today].filter((path) => !old.has(path));
  const renames = new Map<RepoPath, RepoPath>();
  if (fresh.length === 0) return renames;
  for (const path of [...old].filter((one) => !today.has(one))) {
    const alike = fresh.filter((one) => ending(one) === ending(path));
    const same = alike.find((one) => now.digest(one) === before.digest(path));
    const heir = same ?? likest(path, alike, before, now);
    if (heir !== undefined) renames.set(path, heir);
  }
  return renames;
}

/** Above how many new files of a kind only equal content is looked for. */
const tooMany = 200;

function likest(
  path: RepoPath,
  candidates: readonly RepoPath[],
  before: Workspace,
  now: Workspace,
): RepoPath | undefined {
  if (candidates.length > tooMany) return undefined;
  const lines = linesOf(readText(before, path));
  const scored = candidates
    .map((candidate) => ({ candidate, likeness: likeness(lines, linesOf(readText(now, candidate))) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [first] = scored;
  return first !== undefined && first.likeness > 0.5 ? first.candidate : undefined;
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((line) => other.has(line)).length;
  return shared / Math.max(one.size, other.size, 1);
}

function linesOf(text: string | undefined): ReadonlySet<string> {
  return new Set((text ?? "").split(/\r?\n/).flatMap((line) => line.trim() || []));
}

function ending(path: RepoPath): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
