import { parentOf, type RepoPath, readText } from "@phasegate/workspace";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { editingAt, otherJson, withJson } from "../edits/settings.ts";
import { configNames } from "../load-config.ts";
import { configuredGates } from "../wiring/configured-gates.ts";
import { rootScripts } from "../wiring/root-scripts.ts";
import { harmlessModuleEdits } from "./edits.ts";
import {
  firstScript,
  indexOf,
  manifest,
  onCommand,
  onIndex,
  onScript,
  onSuite,
} from "./gate-scripts.places.ts";
import type { GateScripts } from "./gate-scripts.ts";

const main = /^main\(import\.meta\.url, (\w+)\);$/m;

export function scriptsCounterexamples(args: GateScripts): readonly Counterexample[] {
  const { whole, tasks } = args;
  const command = (name: string, by: Parameters<typeof onCommand>[1]): Counterexample => ({
    name: `the script of the root ${name}`,
    expect: ["gate-unlisted"],
    apply: onCommand(args, by),
  });
  const script = (name: string, by: Parameters<typeof onScript>[1]): Counterexample => ({
    name: `a gate script ${name}`,
    expect: "gate-script-invalid",
    apply: onScript(args, by),
  });
  return [
    {
      name: "a gate script is in no list",
      expect: "gate-unlisted",
      at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "" }),
      apply: (context) => {
        const path = firstScript(args, context);
        const text = path === undefined ? undefined : readText(context.workspace, path);
        const id = configuredGates(context).gates.find((one) => one.script === path)?.id;
        if (path === undefined || text === undefined || id === undefined)
          return new NotApplicable("there is no gate script");
        return {
          [`${parentOf(path)}/verify-phasegate-probe.ts`]: text.replace(`"${id}"`, '"phasegate-probe"'),
        };
      },
    },
    { name: "an index lacks a gate", expect: "gate-unlisted", apply: onIndex(args, () => "") },
    {
      name: "an index has a gate in a comment only",
      expect: "gate-unlisted",
      apply: onIndex(args, (element) => `/* ${element}, */ `),
    },
    {
      name: "an index is gone",
      expect: ["gate-unlisted", "wiring-undecidable"],
      apply: gone((context) => indexOf(args, context)),
    },
    command("is gone", () => undefined),
    command("prints the command", (one) => `echo ${one}`),
    command("succeeds whatever comes of it", (one) => `${one} || true`),
    command("ends with success", (one) => `${one}; exit 0`),
    command("only checks the syntax", (one) => one.replace(/^node /, "node --check ")),
    command("starts another file", (one, path) => one.replace(path, `${path}.js`)),
    command("names the file to another program", (_, path) => `cat ${path}`),
    command("passes arguments on", (one) => `${one} --base none`),
    ...(tasks === undefined
      ? []
      : [
          {
            name: "the task is gone",
            expect: "gate-unlisted",
            apply: editingAt(
              () => tasks,
              "there is no task of a gate script",
              (text, context) => {
                const path = firstScript(args, context) ?? "";
                const own = [...rootScripts(context).scripts.values()].find((one) =>
                  one.command.includes(path),
                );
                return own && withJson(text, ["tasks", `//#${own.name}`], undefined);
              },
            ),
          } as const,
        ]),
    script("does not start its gate", (text) => text.replace(main, "")),
    script("starts its gate in a comment", (text) => text.replace(main, "// $&")),
    script("starts its gate only on a condition", (text) => text.replace(main, "if (gate === undefined) $&")),
    script("starts its gate as another file", (text) => text.replace(main, 'main("file:///", $1);')),
    script("ends before", (text) => text.replace(main, "process.exit(0);\n$&")),
    script(
      "ends while it names something",
      (text) => `${text}\nconst ended = process.exit();\nvoid ended;\n`,
    ),
    script("starts something of the same name", (text) =>
      text.replace(main, "{\n  const main = (...all: unknown[]) => all;\n  $&\n}"),
    ),
    script("has another id", (text) => text.replace(/\bid: "[^"]*"/, 'id: "phasegate-probe"')),
    {
      name: "a suite names a gate that does not exist",
      expect: "suite-unwired",
      apply: onSuite(whole, (list) => list.replace("[", '["phasegate-probe", ')),
    },
    {
      name: "the suite of all gates is empty",
      expect: ["suite-unwired", "gate-unlisted"],
      apply: onSuite(whole, () => "[]"),
    },
    {
      name: "a suite is computed",
      expect: "wiring-undecidable",
      apply: onSuite(whole, (list) => `${list}.filter((id) => id.length > 99)`),
    },
  ];
}

function gone(find: (context: CheckContext) => RepoPath | undefined): Probe["apply"] {
  return (context) => {
    const path = find(context);
    return path === undefined || context.workspace.entry(path) !== "file"
      ? new NotApplicable("there is no such file")
      : { [path]: null };
  };
}

/** Edits of a module that is only known when they are made. */
function harmlessAt(
  what: string,
  find: (context: CheckContext) => RepoPath | undefined,
): readonly Invariance[] {
  return harmlessModuleEdits("").map(({ name }, index) => ({
    name: `${what}: ${name}`,
    apply: (context) => {
      const path = find(context);
      const edit = path === undefined ? undefined : harmlessModuleEdits(path)[index];
      return edit?.apply(context) ?? new NotApplicable("there is no such module");
    },
  }));
}

export function scriptsInvariances(args: GateScripts): readonly Invariance[] {
  const json = (path: RepoPath): readonly Invariance[] => [
    { name: `${path} is written otherwise`, apply: editingAt(() => path, "it says nothing", otherJson) },
  ];
  return [
    ...harmlessAt("an index", (context) => indexOf(args, context)),
    ...harmlessAt("a gate script", (context) => firstScript(args, context)),
    ...harmlessAt("the configuration", ({ workspace }) =>
      configNames.find((name) => workspace.entry(name) === "file"),
    ),
    ...json(manifest),
    {
      name: "the root has one script more",
      apply: editingAt(
        () => manifest,
        "there are no scripts",
        (text) => withJson(text, ["scripts", "phasegate-probe"], "echo one || true"),
      ),
    },
    {
      name: "the script of the root names the file with a dot",
      apply: onCommand(args, (one, path) => one.replace(path, `./${path}`)),
    },
    {
      name: "the script of the root quotes the file",
      apply: onCommand(args, (one, path) => one.replace(path, `'${path}'`)),
    },
    { name: "something else runs before", apply: onCommand(args, (one) => `pnpm build && ${one}`) },
    ...(args.tasks === undefined
      ? []
      : [
          ...json(args.tasks),
          {
            name: "there is one task more",
            apply: editingAt(
              () => args.tasks,
              "there are no tasks",
              (text) => withJson(text, ["tasks", "//#phasegate-probe"], { cache: false }),
            ),
          },
          {
            name: "the tasks have a remark",
            apply: editingAt(
              () => args.tasks,
              "there are no tasks",
              (text) => `// A remark.\n${text}`,
            ),
          },
        ]),
  ];
}
