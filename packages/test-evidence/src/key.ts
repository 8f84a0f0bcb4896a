import { createHash } from "node:crypto";
import {
  KeptByContent,
  type RepoPath,
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

/**
 * The key of law 7: equal keys mean that nothing that could change the package's test results has changed.
 * @throws WorkspaceError for a folder that is no package, and for an input that cannot be read
 */
export function freshnessKey(workspace: Workspace, packageFolder: RepoPath, runtime: Runtime): Key {
  const content = kept.get(workspace, packageFolder, (traced) => new KeyContent(traced, packageFolder));
  return content.key(runtime);
}

const kept = new KeptByContent<KeyContent>();

/** What a key takes from the repository. */
class KeyContent {
  readonly #folder: RepoPath;
  readonly #inputs: Key["inputs"];
  readonly #vitest: readonly string[];
  readonly #env: readonly string[];
  /** Of the process that asked last. */
  #last: Key | undefined;

  constructor(workspace: Workspace, folder: RepoPath) {
    const found = workspacePackages(workspace).find((one) => one.folder === folder);
    if (found === undefined) {
      throw new WorkspaceError("unreadable", folder, "expected a package of the workspace");
    }
    const { paths, env } = keyInputs(workspace, found);
    this.#folder = folder;
    this.#inputs = Object.fromEntries(paths.map((path) => [path, inputId(workspace, path)]));
    this.#vitest = lockedVitest(workspace);
    this.#env = env;
  }

  key(runtime: Runtime): Key {
    if (this.#last !== undefined && isOf(this.#last, runtime)) return this.#last;
    const facts = {
      inputs: this.#inputs,
      runtime: { node: runtime.node, vitest: [...this.#vitest] },
      env: Object.fromEntries(this.#env.map((name) => [name, runtime.env[name] ?? null])),
    };
    this.#last = { digest: keyDigest(this.#folder, facts), ...facts };
    return this.#last;
  }
}

/** Whether a process is what the key says of it. */
function isOf({ runtime, env }: Key, { node, env: now }: Runtime): boolean {
  return runtime.node === node && Object.entries(env).every(([name, value]) => (now[name] ?? null) === value);
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
