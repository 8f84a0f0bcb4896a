import type { RepoPath, WorkspacePackage } from "@phasegate/workspace";
import { joinRepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { type JudgedTask, judgedTasks } from "../turborepo/judged-tasks.ts";
import type { TaskFields, TurboConfig } from "../turborepo/turbo-config.ts";
import type { CacheDemands } from "./cache-covers.ts";
import { turboEdits } from "./turbo-edits.ts";

/** An evidence task of a package whose own configuration does not have the last word. */
export interface EvidencePlace {
  readonly id: string;
  readonly one: WorkspacePackage;
}

export function evidencePlaces(demands: CacheDemands, { config, packages, workspace }: CheckContext) {
  const ids = new Set(
    config === undefined ? [] : judgedTasks(config, demands).flatMap(({ evidence }) => evidence),
  );
  return [...ids].sort().flatMap((id): EvidencePlace[] => {
    const one = packages.find(({ name }) => `${name}#${demands.task}` === id);
    const isPlain = one !== undefined && workspace.entry(joinRepoPath(one.folder, "turbo.json")) === "absent";
    return isPlain && one.folder !== "" ? [{ id, one }] : [];
  });
}

/** The fields that count for a task. */
function fieldsOf({ tasks }: TurboConfig, { id }: EvidencePlace, task: string): TaskFields {
  return tasks[id] ?? tasks[task] ?? {};
}

/** An edit of the first evidence task for which `edit` gives fields to change. */
export function editingEvidence(
  demands: CacheDemands,
  edit: (fields: TaskFields, place: EvidencePlace, context: CheckContext) => object | undefined,
): Probe["apply"] {
  return turboEdits((config, context) => {
    for (const place of evidencePlaces(demands, context)) {
      const fields = fieldsOf(config, place, demands.task);
      const change = edit(fields, place, context);
      if (change !== undefined) return { tasks: { ...config.tasks, [place.id]: { ...fields, ...change } } };
    }
    return new NotApplicable("no task that makes evidence offers a place for it");
  });
}

/** An edit of the first judging task for which `edit` gives fields to change, or says that it is gone. */
export function editingJudged(
  demands: CacheDemands,
  edit: (fields: TaskFields, judged: JudgedTask) => object | "gone" | undefined,
): Probe["apply"] {
  return turboEdits(({ tasks }, { config }) => {
    for (const judged of config === undefined ? [] : judgedTasks(config, demands)) {
      const fields = tasks[judged.id];
      const change = fields === undefined ? undefined : edit(fields, judged);
      if (change === undefined) continue;
      const { [judged.id]: _, ...others } = tasks;
      return { tasks: change === "gone" ? others : { ...others, [judged.id]: { ...fields, ...change } } };
    }
    return new NotApplicable("no task that judges offers a place for it");
  });
}

type Manifest = Readonly<Record<string, unknown>>;

/** An edit of a manifest: what to change at its top, where there is a place for it. */
export function editingManifest(
  folderOf: (context: CheckContext) => RepoPath | undefined,
  edit: (manifest: Manifest, context: CheckContext) => object | undefined,
): Probe["apply"] {
  return (context) => {
    const folder = folderOf(context);
    const path = folder === undefined ? undefined : joinRepoPath(folder, "package.json");
    const text = path === undefined ? undefined : readText(context.workspace, path);
    if (path === undefined || text === undefined) return new NotApplicable("there is no manifest for it");
    const manifest: unknown = JSON.parse(text);
    const change = isRecord(manifest) ? edit(manifest, context) : undefined;
    if (!isRecord(manifest) || change === undefined)
      return new NotApplicable(`${path} offers no place for it`);
    return { [path]: `${JSON.stringify({ ...manifest, ...change }, null, 2)}\n` };
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An edit of the root's scripts: all of them, as they are to be. */
export function editingScripts(edit: (scripts: Readonly<Record<string, unknown>>) => object | undefined) {
  return editingManifest(
    () => "",
    ({ scripts }) => {
      const edited = isRecord(scripts) ? edit(scripts) : undefined;
      return edited === undefined ? undefined : { scripts: edited };
    },
  );
}

/** A package that makes evidence gets a configuration of its own. */
export function ownConfig(demands: CacheDemands, config: object): Probe["apply"] {
  return (context) => {
    const [place] = evidencePlaces(demands, context);
    if (place === undefined) return new NotApplicable("no package makes evidence that gates read");
    return { [joinRepoPath(place.one.folder, "turbo.json")]: JSON.stringify(config) };
  };
}
