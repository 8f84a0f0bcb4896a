import { evidenceFile } from "@phasegate/test-evidence";
import { isInside } from "@phasegate/workspace";
import { type Counterexample, NotApplicable } from "../check.ts";
import type { TaskFields } from "../turborepo/turbo-config.ts";
import {
  editingEvidence,
  editingJudged,
  editingManifest,
  editingScripts,
  evidencePlaces,
  isRecord,
  ownConfig,
} from "./cache-covers.edits.ts";
import type { CacheDemands } from "./cache-covers.ts";
import { turboEdits } from "./turbo-edits.ts";

const turboJson = { path: "turbo.json" };

export function cacheCounterexamples(demands: CacheDemands): readonly Counterexample[] {
  return [...ofTasks(demands), ...ofInputs(demands), ...ofVariables(demands), ...ofScripts(demands)];
}

function ofTasks(demands: CacheDemands): readonly Counterexample[] {
  return [
    {
      name: "a task that judges is cached",
      expect: "task-cached",
      at: turboJson,
      apply: editingJudged(demands, () => ({ cache: undefined })),
    },
    {
      name: "a task that judges does not wait for evidence",
      expect: "task-evidence-missing",
      at: turboJson,
      apply: editingJudged(demands, (fields, { evidence }) => {
        const kept = (fields.dependsOn ?? []).filter((one) => one !== evidence[0]);
        return kept.length === (fields.dependsOn ?? []).length ? undefined : { dependsOn: kept };
      }),
    },
    {
      name: "a task that judges is gone",
      expect: "task-missing",
      apply: editingJudged(demands, () => "gone"),
    },
    {
      name: "evidence is not among the outputs",
      expect: "task-output-undeclared",
      at: turboJson,
      apply: editingEvidence(demands, () => ({ outputs: ["dist/**"] })),
    },
    {
      name: "evidence is taken from the outputs",
      expect: "task-output-undeclared",
      apply: editingEvidence(demands, (fields) => ({
        outputs: [...(fields.outputs ?? []), `!${evidenceFile}`],
      })),
    },
    {
      name: "evidence is made by a task that goes on",
      expect: "task-endless",
      apply: editingEvidence(demands, () => ({ persistent: true })),
    },
    {
      name: "turbo.json is gone",
      expect: "tasks-unreadable",
      apply: ({ workspace }) =>
        workspace.entry("turbo.json") === "file"
          ? { "turbo.json": null }
          : new NotApplicable("the configuration has another name"),
    },
    {
      name: "a package speaks for itself, and from another one",
      expect: "tasks-unreadable",
      apply: ownConfig(demands, { extends: ["//", "another"], tasks: { [demands.task]: {} } }),
    },
    {
      name: "a switch changes how tasks are read",
      expect: "tasks-unreadable",
      apply: turboEdits(() => ({ futureFlags: { globalConfiguration: true } })),
    },
  ];
}

function ofInputs(demands: CacheDemands): readonly Counterexample[] {
  const withInputs = (
    name: string,
    inputs: readonly unknown[],
    expect: Counterexample["expect"],
  ): Counterexample => ({
    name,
    expect,
    apply: editingEvidence(demands, (fields) => ({ inputs, dependsOn: onlyBelow(fields) })),
  });
  return [
    withInputs("only sources are hashed", ["src/**"], "task-input-uncovered"),
    withInputs("all but tests is hashed", ["$TURBO_DEFAULT$", "!test/**"], "task-input-uncovered"),
    withInputs("only what is taken away is named", ["!README.md"], "task-input-uncovered"),
    withInputs(
      "inputs are said in another way",
      ["$TURBO_DEFAULT$", { mode: "jit", globs: ["x"] }],
      "tasks-unreadable",
    ),
    withInputs("inputs are a glob of another kind", ["$TURBO_DEFAULT$", "@(src)/**"], "tasks-unreadable"),
    {
      name: "packages below are not hashed",
      expect: "task-input-uncovered",
      apply: editingEvidence(demands, (_, { one }, { packages }) => {
        const { dependencies, devDependencies } = one.manifest;
        const below = { ...dependencies, ...devDependencies };
        return packages.some(({ name }) => name in below) ? { dependsOn: [] } : undefined;
      }),
    },
    {
      name: "nothing of the root is hashed",
      expect: "task-input-uncovered",
      apply: turboEdits(() => ({ globalDependencies: [] })),
    },
    {
      name: "a package's own configuration hashes less",
      expect: "task-input-uncovered",
      apply: ownConfig(demands, {
        extends: ["//"],
        tasks: { [demands.task]: { inputs: ["src/**"], dependsOn: [] } },
      }),
    },
    {
      name: "tests read a file of the root that nobody hashes",
      expect: "task-input-uncovered",
      apply: editingManifest(firstEvidence(demands), (manifest, { workspace, packages }) => {
        const named = workspace
          .files()
          .filter((path) => !packages.some(({ folder }) => folder !== "" && isInside(folder, path)));
        const rootInputs = named.filter((path) => /(^|\/)(LICENSE|\.gitignore|README\.md)$/.test(path));
        return rootInputs.length === 0 ? undefined : declaring(manifest, { rootInputs });
      }),
    },
  ];
}

/** What a task waits for in packages below; tasks of its own package would hash what it leaves out. */
function onlyBelow({ dependsOn }: TaskFields): readonly string[] {
  return (dependsOn ?? []).map((text) => (/[#^]/.test(text) ? text : `^${text}`));
}

function ofVariables(demands: CacheDemands): readonly Counterexample[] {
  const loose = (mode: Record<string, unknown>, name: string): Counterexample => ({
    name,
    expect: "task-env-open",
    apply: turboEdits(() => mode),
  });
  return [
    loose({ envMode: "loose" }, "tasks see the whole environment"),
    loose({ globalPassThroughEnv: ["PROBE_*"] }, "tasks see variables that nobody hashes"),
    {
      name: "a task that makes evidence sees a variable that it does not hash",
      expect: "task-env-open",
      apply: editingEvidence(demands, () => ({ passThroughEnv: ["PROBE"] })),
    },
    {
      name: "tests depend on a variable that nobody hashes",
      expect: "task-env-uncovered",
      apply: editingManifest(firstEvidence(demands), (manifest) => declaring(manifest, { env: ["PROBE"] })),
    },
    {
      name: "the version of the runtime is not hashed",
      expect: "task-env-uncovered",
      apply: turboEdits(({ tasks }) => ({
        globalEnv: [],
        tasks: Object.fromEntries(Object.entries(tasks).map(([id, fields]) => [id, { ...fields, env: [] }])),
      })),
    },
  ];
}

function ofScripts({ commands, ...rest }: CacheDemands): readonly Counterexample[] {
  const demands = { commands, ...rest };
  const [command] = commands;
  const edited = (name: string, edit: (text: string) => string): Counterexample => ({
    name,
    expect: "suite-command-weak",
    apply: editingScripts((scripts) => {
      const text = command === undefined ? undefined : scripts[command];
      if (command === undefined || typeof text !== "string") return undefined;
      return { ...scripts, [command]: edit(text) };
    }),
  });
  return [
    edited("a suite is started in a loose environment", (text) => `${text} --env-mode=loose`),
    edited("a suite is started without what it depends on", (text) => `${text} --only`),
    edited("a suite is started where something changed", (text) => `${text} --affected`),
    edited("a suite is not judged when evidence failed", (text) => text.replaceAll(" --continue=always", "")),
    {
      name: "no script implements the task of a suite",
      expect: "task-missing",
      apply: (context) => {
        const suites = Object.keys(context.config?.suites ?? {}).map((name) =>
          demands.suiteTask.replaceAll("{suite}", name),
        );
        const [task] = suites.flatMap((id) => (id.startsWith("//#") ? [id.slice(3)] : []));
        if (task === undefined) return new NotApplicable("no suite has a task of the root");
        return editingScripts(({ [task]: _, ...others }) => others)(context);
      },
    },
  ];
}

function firstEvidence(demands: CacheDemands): Parameters<typeof editingManifest>[0] {
  return (context) => evidencePlaces(demands, context)[0]?.one.folder;
}

function declaring(manifest: Readonly<Record<string, unknown>>, evidence: object): object {
  const known = isRecord(manifest["phasegate"]) ? manifest["phasegate"] : {};
  return { phasegate: { ...known, evidence } };
}
