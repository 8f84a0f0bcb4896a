import { dataOf, parseJsonc } from "@phasegate/test-evidence";
import { joinRepoPath, type Memo, type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import { z } from "zod";

const texts = z.array(z.string()).nullish();

const taskSchema = z.strictObject({
  cache: z.boolean().nullish(),
  dependsOn: texts,
  inputs: z.array(z.unknown()).nullish(),
  outputs: texts,
  env: texts,
  passThroughEnv: texts,
  persistent: z.boolean().nullish(),
  interactive: z.boolean().nullish(),
  // These change neither what is hashed nor what is kept.
  interruptible: z.unknown().optional(),
  outputLogs: z.unknown().optional(),
  description: z.unknown().optional(),
  tags: z.unknown().optional(),
  with: z.unknown().optional(),
});

/** The parts of Turborepo 2's configuration that decide what is hashed; what else there is decides something else. */
const configSchema = z.looseObject({
  tasks: z.record(z.string(), taskSchema).default({}),
  globalDependencies: texts,
  globalEnv: texts,
  globalPassThroughEnv: texts,
  envMode: z.string().nullish(),
  extends: texts,
  futureFlags: z.record(z.string(), z.unknown()).nullish(),
});

export type TaskFields = z.infer<typeof taskSchema>;
export type TurboConfig = z.infer<typeof configSchema>;

export type TurboConfigAnswer =
  | { readonly kind: "config"; readonly path: RepoPath; readonly config: TurboConfig }
  | { readonly kind: "absent"; readonly path: RepoPath }
  | { readonly kind: "unreadable"; readonly path: RepoPath; readonly why: string };

const namespace = "turborepo-config/1";

/** The `turbo.json` or `turbo.jsonc` of a folder. */
export function readTurboConfig(workspace: Workspace, folder: RepoPath, memo: Memo): TurboConfigAnswer {
  const [json, jsonc] = ["turbo.json", "turbo.jsonc"].map((name) => joinRepoPath(folder, name));
  const there = [json, jsonc].filter((path) => path !== undefined && workspace.entry(path) === "file");
  const [path = joinRepoPath(folder, "turbo.json"), other] = there;
  if (other !== undefined)
    return { kind: "unreadable", path: other, why: "there are both turbo.json and turbo.jsonc" };
  const digest = workspace.digest(path);
  if (digest === undefined) return { kind: "absent", path };
  const parsed = configSchema.safeParse(dataIn(workspace, path, digest, memo));
  if (parsed.success) return { kind: "config", path, config: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: "unreadable", path, why: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
}

/** Comments and trailing commas are allowed; of equal keys the last one counts. */
function dataIn(workspace: Workspace, path: RepoPath, digest: string, memo: Memo): unknown {
  const known = memo.get(namespace, digest);
  if (known !== undefined) return known;
  const text = (readText(workspace, path) ?? "").replace(/^\uFEFF/, "");
  const data = dataOf(parseJsonc(text)) ?? null;
  memo.set(namespace, digest, data);
  return data;
}
