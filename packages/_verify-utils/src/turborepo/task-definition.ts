import type { RepoPath } from "@phasegate/workspace";
import { type PackageNode, rootPackage } from "./package-graph.ts";
import type { TaskFields, TurboConfig } from "./turbo-config.ts";

/** A task of one package, with everything that it inherits. */
export interface TaskDefinition {
  readonly fields: TaskFields;
  /** Where the last word on it stands. */
  readonly path: RepoPath;
  readonly key: string;
  readonly unknown: readonly string[];
}

export interface PlacedConfig {
  readonly path: RepoPath;
  readonly config: TurboConfig;
}

const inherit = "$TURBO_EXTENDS$";

/**
 * A task as Turborepo resolves it: `package#task` of the root configuration, in place of `task`; then the fields that
 * the package's own configuration gives.
 * @returns `undefined` for a task that nobody defines
 */
export function taskDefinition(
  root: PlacedConfig,
  own: PlacedConfig | undefined,
  { name }: PackageNode,
  task: string,
): TaskDefinition | undefined {
  const keys = name === rootPackage ? [`//#${task}`] : [`${name}#${task}`, task];
  const key = keys.find((one) => Object.hasOwn(root.config.tasks, one));
  const above = key === undefined ? undefined : root.config.tasks[key];
  const inherited: TaskDefinition | undefined =
    key === undefined || above === undefined
      ? undefined
      : { fields: above, path: root.path, key, unknown: [] };
  const fields = own?.config.tasks[task];
  if (own === undefined || fields === undefined) return inherited;
  const isPlain = own.config.extends?.length === 1 && own.config.extends[0] === rootPackage;
  const unknown = isPlain ? [] : [`extends: ${JSON.stringify(own.config.extends ?? null)}`];
  return { fields: merged(inherited?.fields, fields), path: own.path, key: task, unknown };
}

function merged(above: TaskFields | undefined, own: TaskFields): TaskFields {
  const given = Object.entries(own).filter(([, value]) => value !== undefined && value !== null);
  const lists = given.map(([name, value]) => {
    if (!Array.isArray(value) || !value.includes(inherit)) return [name, value];
    const before: unknown = Object.entries(above ?? {}).find(([key]) => key === name)?.[1];
    const rest = value.filter((item) => item !== inherit);
    return [name, [...(Array.isArray(before) ? before : []), ...rest]];
  });
  return { ...above, ...Object.fromEntries(lists) };
}
