import {
  joinRepoPath,
  parentOf,
  type RepoPath,
  readText,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import { z } from "zod";
import { Answers, type Gatherer } from "../rests.ts";
import type { Folders } from "./folders.ts";

const manifestSchema = z.looseObject({
  name: z.string().optional(),
  main: z.string().optional(),
  module: z.string().optional(),
  types: z.string().optional(),
  source: z.string().optional(),
  exports: z.unknown().optional(),
  imports: z.record(z.string(), z.unknown()).optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The package.json files that resolution needs, read once. */
export class Manifests {
  readonly #workspace: Workspace;
  readonly #folders: Folders;
  readonly #gatherer: Gatherer | undefined;
  readonly #known: Answers<RepoPath, Manifest | undefined>;

  constructor(workspace: Workspace, folders: Folders, gatherer: Gatherer | undefined) {
    this.#workspace = workspace;
    this.#folders = folders;
    this.#gatherer = gatherer;
    this.#known = new Answers(gatherer);
  }

  /** @throws WorkspaceError `unreadable` for a package.json that is no valid manifest */
  in(folder: RepoPath): Manifest | undefined {
    return this.#known.get(folder, () => this.#read(joinRepoPath(folder, "package.json")));
  }

  #read(path: RepoPath): Manifest | undefined {
    if (!this.#folders.isFile(path)) return undefined;
    this.#gatherer?.touch(path);
    const text = readText(this.#workspace, path);
    return text === undefined ? undefined : parseManifest(path, text);
  }

  /** Folder and content of the nearest package.json at or above a folder. */
  nearest(start: RepoPath): { readonly folder: RepoPath; readonly manifest: Manifest } | undefined {
    for (let folder = start; ; folder = parentOf(folder)) {
      const manifest = this.in(folder);
      if (manifest !== undefined) return { folder, manifest };
      if (folder === "") return undefined;
    }
  }
}

function parseManifest(path: RepoPath, text: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkspaceError("unreadable", path, reason.replaceAll("\n", "; "));
  }
}
