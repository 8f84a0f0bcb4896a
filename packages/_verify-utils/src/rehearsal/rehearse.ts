import { delimiter, join } from "node:path";
import { type RunDocument, runSchema } from "@phasegate/report";
import { type Base, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { toolIn } from "../base-tool/base-tool.ts";
import { type Children, openChildren } from "../base-tool/child.ts";
import { childEnvironment } from "../base-tool/child-environment.ts";
import { rootManifest } from "../base-tool/install-commands.ts";
import { openTemporaryFolder } from "../base-tool/temporary-folder.ts";
import type { Config } from "../config.ts";
import { inOrder } from "../gate.ts";
import type { Judged } from "../judged.ts";
import type { Process } from "../process.ts";
import { isMarkedClone, makeCleanClone, markClone } from "./clean-clone.ts";
import { installOffline } from "./install-offline.ts";
import { decidedIn, type Rehearsal } from "./rehearsal.ts";

export interface RehearsalRequest {
  readonly suite: string;
  readonly workspace: Workspace;
  readonly judged: Judged;
  readonly head: string | null;
  readonly base: Base;
  readonly config: Config;
  readonly process: Process;
  /** The gates come from this folder's repository. */
  readonly gatesFolder?: string | undefined;
  /** Judges the suite here, in this process. */
  readonly here: () => RunDocument;
}

/**
 * Runs a suite in a clean clone of what is judged: cloned, cleaned of what is ephemeral, installed by its lockfile from
 * what this machine has, with evidence made there, or taken from Turborepo's cache where it was made from the same content.
 * What it decides there comes from the process that is started for it, and what it decides here from this one.
 */
export async function rehearse(request: RehearsalRequest): Promise<Rehearsal> {
  const { suite, workspace, config } = request;
  const gates = config.suites[suite];
  if (gates === undefined) return unknown(`there is no suite ${suite}`, "phasegate verify --help");
  const isCircle = inOrder(gates).some(({ checks }) => checks.some((check) => check.rehearses !== undefined));
  if (isCircle || isMarkedClone(workspace.root))
    return unknown(`the suite ${suite} would rehearse itself`, "take the rehearsal out of that suite");
  const children = openChildren();
  const folder = openTemporaryFolder(children.end);
  try {
    return await inClone(request, folder.path, children);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return unknown(error.detail, "git status");
  } finally {
    children.end();
    folder.dispose();
  }
}

async function inClone(request: RehearsalRequest, folder: string, children: Children): Promise<Rehearsal> {
  const { suite, workspace, judged, head, config, process, gatesFolder } = request;
  const { ephemeral } = config.policy;
  const index = process.env["GIT_INDEX_FILE"];
  makeCleanClone({ root: workspace.root, judged, head, folder, ephemeral, index });
  markClone(folder);
  const env = environment(workspace.root, folder, process.env);
  const run = (program: string, args: readonly string[]) => children.run(program, args, { cwd: folder, env });
  const broken = await installOffline(workspace.root, folder, env, run);
  if (broken !== undefined) return unknown(broken.why, broken.command);
  const script = rootManifest(folder)?.scripts?.[`verify:${suite}`];
  if (script !== undefined) {
    const { code, stderr } = await run("sh", ["-c", script]);
    if (code === null || code > 3)
      return unknown(`\`${script}\` ended with ${code ?? "a signal"}: ${lastLine(stderr)}`, script);
  }
  const tool = toolIn(gatesFolder ?? folder, env, children);
  if (tool === undefined) return unknown("the clone has no phasegate", "npm install --save-dev phasegate");
  const where = gatesFolder === undefined ? [] : ["--repository", folder];
  const answer = await tool.run(["verify", suite, "--json", ...baseArguments(request.base), ...where]);
  const document = parsed(answer.stdout);
  if (document === undefined) {
    const why = `phasegate ended with ${answer.code ?? "a signal"} in the clone: ${lastLine(answer.stderr)}`;
    return unknown(why, `phasegate verify ${suite}`);
  }
  return { kind: "told", here: decidedIn(request.here()), there: decidedIn(document) };
}

/** The same base as here: the clone has no branches to choose one by. */
function baseArguments(base: Base): readonly string[] {
  if (base.kind === "none") return ["--base", "none"];
  return base.kind === "revision" ? ["--base", base.commit] : [];
}

/** Without what belongs to the judged repository, but with its cache, whose entries go by content. */
function environment(root: string, folder: string, env: Process["env"]): NodeJS.ProcessEnv {
  const clean = childEnvironment(env, root);
  const kept = Object.entries(clean).filter(([name]) => !/^(?:GIT_(?!CONFIG_)|GITHUB_EVENT)/.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [join(folder, "node_modules/.bin"), clean["PATH"] ?? ""].join(delimiter),
    TURBO_CACHE_DIR: env["TURBO_CACHE_DIR"] ?? join(root, ".turbo/cache"),
  };
}

function parsed(text: string): RunDocument | undefined {
  try {
    return runSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() || "no output";
}

function unknown(why: string, command: string): Extract<Rehearsal, { readonly kind: "unknown" }> {
  return { kind: "unknown", why, command };
}
