import type { Invariance } from "../check.ts";
import type { TaskFields } from "../turborepo/turbo-config.ts";
import { editingEvidence, editingScripts, ownConfig } from "./cache-covers.edits.ts";
import type { CacheDemands } from "./cache-covers.ts";
import { turboEdits } from "./turbo-edits.ts";

export function cacheInvariances(demands: CacheDemands): readonly Invariance[] {
  return [
    {
      name: "tasks stand in another order, with comments and trailing commas",
      apply: turboEdits(
        ({ tasks }) => ({ tasks: Object.fromEntries(Object.entries(tasks).reverse()) }),
        "jsonc",
      ),
    },
    {
      name: "lists stand in another order",
      apply: turboEdits(({ tasks, globalDependencies }) => ({
        tasks: Object.fromEntries(Object.entries(tasks).map(([id, fields]) => [id, turnedRound(fields)])),
        globalDependencies: globalDependencies?.reverse(),
      })),
    },
    {
      name: "another task is there",
      apply: turboEdits(({ tasks }) => ({
        tasks: { ...tasks, "probe-unrelated": { cache: false, persistent: true, inputs: ["x/**"] } },
      })),
    },
    {
      name: "evidence is named in another way, beside other outputs",
      apply: editingEvidence(demands, () => ({
        outputs: ["coverage/**", "!coverage/tmp/**", "./.evidence/*.{json,txt}"],
      })),
    },
    {
      name: "default inputs are spelled out, and more is named",
      apply: editingEvidence(demands, (fields) => {
        const inputs = ["$TURBO_DEFAULT$", "$TURBO_ROOT$/README.md", "!probe/**"];
        return fields.inputs === undefined || fields.inputs === null ? { inputs } : undefined;
      }),
    },
    {
      name: "more is hashed, waited for and described",
      apply: editingEvidence(demands, (fields) => ({
        env: [...(fields.env ?? []), "PROBE_*"],
        description: "Tests.",
        outputLogs: "full",
      })),
    },
    {
      name: "a package's own configuration changes nothing",
      apply: ownConfig(demands, { extends: ["//"], tasks: { [demands.task]: { outputLogs: "full" } } }),
    },
    {
      name: "scripts stand in another order",
      apply: editingScripts((scripts) => Object.fromEntries(Object.entries(scripts).reverse())),
    },
  ];
}

/** Every list of names from its end. */
function turnedRound(fields: TaskFields): TaskFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...value].reverse() : value,
    ]),
  );
}
