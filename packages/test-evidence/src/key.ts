import { createHash } from "node:crypto";
import {
  type RepoPath,
  trace,
  type Workspace,
  WorkspaceError,
  workspacePackages,
} from "@phasegate/workspace";
import type { Key } from "./document.ts";
import { folderId } from "./folder-id.ts";
import { keyInputs } from "./key-inputs.ts";
import { lockedVitest } from "./locked-vitest.ts";

/** What a key takes from the process rather than from the repository. */
export interface Runtime {
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** This process as it is now; what it does to its environment later is not seen. */
export function processRuntime(): Runtime {
  return { node: process.versions.node, env: { ...process.env } };
}

/** Keys of packages by the content of a workspace, whoever looks at it, with what they were made from. */
const kept = new WeakMap<object, Map<RepoPath, { readonly key: Key; readonly seen: readonly RepoPath[] }>>();

/**
 * The key of law 7: equal keys mean that nothing that could change the package's test results has changed.
 * @throws WorkspaceError for a folder that is no package, and for an input that cannot be read
 */
export function freshnessKey(workspace: Workspace, packageFolder: RepoPath, runtime: Runtime): Key {
  const known = kept.get(workspace.origin)?.get(packageFolder);
  if (known !== undefined && isOf(known.key, runtime)) {
    // Whoever looks through a trace has looked at these, also when they were looked at before.
    for (const path of known.seen) workspace.entry(path);
    return known.key;
  }
  const { workspace: traced, seen } = trace(workspace);
  const key = readKey(traced, packageFolder, runtime);
  const byFolder = kept.get(workspace.origin) ?? new Map();
  kept.set(workspace.origin, byFolder.set(packageFolder, { key, seen: [...seen.keys()] }));
  return key;
}

/** Whether a process is what the key says of it. */
function isOf({ runtime, env }: Key, { node, env: now }: Runtime): boolean {
  return runtime.node === node && Object.entries(env).every(([name, value]) => (now[name] ?? null) === value);
}

function readKey(workspace: Workspace, packageFolder: RepoPath, runtime: Runtime): Key {
  const found = workspacePackages(workspace).find((one) => one.folder === packageFolder);
  if (found === undefined) {
    throw new WorkspaceError("unreadable", packageFolder, "expected a package of the workspace");
  }
  const { paths, env } = keyInputs(workspace, found);
  const facts = {
    inputs: Object.fromEntries(paths.map((path) => [path, inputId(workspace, path)])),
    runtime: { node: runtime.node, vitest: [...lockedVitest(workspace)] },
    env: Object.fromEntries(env.map((name) => [name, runtime.env[name] ?? null])),
  };
  return { digest: keyDigest(packageFolder, facts), ...facts };
}

/** Digests by the facts, which never change, and the folder. A document is asked about again and again. */
const digests = new WeakMap<object, { readonly folder: RepoPath; readonly digest: string }>();

/** The digest that belongs to a key's facts. @param facts with their names sorted or not */
export function keyDigest(packageFolder: RepoPath, facts: Omit<Key, "digest">): string {
  const known = digests.get(facts);
  if (known?.folder === packageFolder) return known.digest;
  const canonical = JSON.stringify([
    "phasegate.test-evidence-key/1",
    packageFolder,
    sortedEntries(facts.inputs),
    [facts.runtime.node, facts.runtime.vitest],
    sortedEntries(facts.env),
  ]);
  const digest = createHash("sha256").update(canonical).digest("hex");
  digests.set(facts, { folder: packageFolder, digest });
  return digest;
}

function inputId(workspace: Workspace, path: RepoPath): string {
  return workspace.entry(path) === "directory"
    ? folderId(workspace, path)
    : (workspace.digest(path) ?? "absent");
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
