import { posix } from "node:path";
import type { RepoPath } from "@phasegate/workspace";
import { z } from "zod";

/** A task as Turborepo itself resolves it. */
export interface ObservedTask {
  readonly cache: boolean;
  /** Paths of the files whose content is hashed. */
  readonly inputs: () => ReadonlySet<RepoPath>;
  readonly dependencies: readonly string[];
  readonly outputs: readonly string[];
  readonly env: readonly string[];
  readonly passThroughEnv: readonly string[];
}

/** What `turbo run <tasks> --dry=json` said. */
export type ObservedTasks =
  | { readonly kind: "not-observed" }
  | { readonly kind: "unknown"; readonly why: string; readonly command: string }
  | {
      readonly kind: "observed";
      readonly envMode: string;
      readonly globalFiles: ReadonlySet<RepoPath>;
      readonly globalEnv: readonly string[];
      readonly globalPassThroughEnv: readonly string[];
      readonly tasks: ReadonlyMap<string, ObservedTask>;
    };

export const notObserved: ObservedTasks = { kind: "not-observed" };

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const specifiedEnv = z.object({ env: names, passThroughEnv: names });

/** Of thousands of entries only the names count. */
const byPath = z.custom<object>((value) => typeof value === "object" && value !== null);

/** The part of Turborepo 2's dry run that is compared. */
const dryRunSchema = z.object({
  envMode: z.string(),
  globalCacheInputs: z.object({
    files: byPath,
    environmentVariables: z.object({ specified: specifiedEnv }),
  }),
  tasks: z.array(
    z.object({
      taskId: z.string(),
      directory: z.string(),
      inputs: byPath,
      dependencies: names,
      outputs: names,
      excludedOutputs: names,
      environmentVariables: z.object({ specified: specifiedEnv }),
      resolvedTaskDefinition: z.object({ cache: z.boolean() }),
    }),
  ),
});

/** @param text what a dry run printed; `undefined` when it is of another format */
export function parseDryRun(text: string): Extract<ObservedTasks, { kind: "observed" }> | undefined {
  const parsed = dryRunSchema.safeParse(fromJson(text));
  if (!parsed.success) return undefined;
  const { envMode, globalCacheInputs, tasks } = parsed.data;
  const { env, passThroughEnv } = globalCacheInputs.environmentVariables.specified;
  return {
    kind: "observed",
    envMode,
    globalFiles: new Set(Object.keys(globalCacheInputs.files)),
    globalEnv: env,
    globalPassThroughEnv: passThroughEnv,
    tasks: new Map(
      tasks.map((task) => [
        task.taskId,
        {
          cache: task.resolvedTaskDefinition.cache,
          inputs: () => pathsIn(task.directory, Object.keys(task.inputs)),
          dependencies: task.dependencies,
          outputs: [...task.outputs, ...task.excludedOutputs.map((glob) => `!${glob}`)],
          ...task.environmentVariables.specified,
        },
      ]),
    ),
  };
}

/** What has to be taken apart to be joined: an empty, `.` or `..` segment. */
const unusual = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** A package's folder, and paths from there, which lead out of it now and then. */
function pathsIn(folder: string, paths: readonly string[]): ReadonlySet<RepoPath> {
  const isPlain = !unusual.test(folder);
  return new Set(
    paths.map((path) => (isPlain && !unusual.test(path) ? `${folder}/${path}` : posix.join(folder, path))),
  );
}

/** Warnings may stand before it. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf("{")));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
