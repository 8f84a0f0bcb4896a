import { isModulePath } from "@phasegate/code-facts";
import { glob, parentOf, type RepoPath } from "@phasegate/workspace";
import type { CheckContext, Probe } from "../check.ts";
import { editingAt, withJson } from "../edits/settings.ts";
import { nodesOf, rewritten, sourceOf, textOf } from "../edits/source.ts";
import { configNames } from "../load-config.ts";
import { configuredGates } from "../wiring/configured-gates.ts";
import { rootScripts } from "../wiring/root-scripts.ts";
import type { GateScripts } from "./gate-scripts.ts";

/** Places that edits of the wiring of gate scripts are made at. */
export const manifest = "package.json";

export function firstScript({ scripts }: GateScripts, { workspace }: CheckContext): RepoPath | undefined {
  return glob(workspace, scripts).filter(isModulePath)[0];
}

export function indexOf(args: GateScripts, context: CheckContext): RepoPath | undefined {
  const script = firstScript(args, context);
  return script === undefined ? undefined : `${parentOf(script)}/index.ts`;
}

/** An edit of the command of the root that starts the first gate script. */
export function onCommand(
  args: GateScripts,
  by: (command: string, script: RepoPath) => string | undefined,
): Probe["apply"] {
  return editingAt(
    () => manifest,
    "no script of the root starts a gate script",
    (text, context) => {
      const script = firstScript(args, context) ?? "";
      const own = [...rootScripts(context).scripts.values()].find(({ command }) => command.includes(script));
      return own === undefined ? undefined : withJson(text, ["scripts", own.name], by(own.command, script));
    },
  );
}

export function onScript(
  args: GateScripts,
  by: (text: string, context: CheckContext) => string | undefined,
): Probe["apply"] {
  return editingAt((context) => firstScript(args, context), "it offers no place for it", by);
}

/** The first list of the index, without its first element or with something else in its place. */
export function onIndex(args: GateScripts, by: (element: string) => string): Probe["apply"] {
  return editingAt(
    (context) => indexOf(args, context),
    "the index holds no list",
    (text, context, path) => {
      const source = sourceOf(context, path);
      const list = source && nodesOf(source, "ArrayExpression").find(({ elements }) => elements.length > 0);
      const [first, second] = list?.elements ?? [];
      if (source === undefined || first == null) return undefined;
      const rewrite = { start: first.start, end: second?.start ?? first.end, by: by(textOf(source, first)) };
      return rewritten(text, [rewrite]);
    },
  );
}

/** The list of a suite as it stands in the configuration. */
export function onSuite(suite: string, by: (list: string) => string): Probe["apply"] {
  return editingAt(
    ({ workspace }) => configNames.find((name) => workspace.entry(name) === "file"),
    `the configuration spells out no suite ${suite}`,
    (text, context, path) => {
      const location = configuredGates(context).suites.get(suite)?.location;
      const source = sourceOf(context, path);
      if (location?.path !== path || location.start === undefined || source === undefined) return undefined;
      const { line, column } = location.start;
      const list = nodesOf(source, "ArrayExpression").find((node) => {
        const { start } = source.lines.location(path, [node.start, node.end]);
        return start.line === line && start.column === column;
      });
      return list && rewritten(text, [{ start: list.start, end: list.end, by: by(textOf(source, list)) }]);
    },
  );
}
