import { readText } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { entriesOf, entry, type Part, placeOf, text } from "./part.ts";
import { readSettings } from "./settings.ts";

const manifestPath = "package.json";

export interface RootScript {
  readonly name: string;
  readonly command: string;
  readonly part: Part;
}

/** Scripts of the root package.json. Of two with one name the last counts, as for package managers. */
export interface RootScripts {
  readonly path: typeof manifestPath;
  readonly scripts: ReadonlyMap<string, RootScript>;
  /** `packageManager` of the root, such as `pnpm@10.34.9`. */
  readonly manager: string | undefined;
  readonly findings: readonly Finding[];
}

export function rootScripts(context: Pick<CheckContext, "workspace" | "memo">): RootScripts {
  const settings = readSettings(context, manifestPath);
  if (settings.kind !== "read") {
    const why = settings.kind === "absent" ? "it does not exist" : `it cannot be parsed: ${settings.why}`;
    const finding = found("wiring-undecidable", { path: manifestPath, why }, { path: manifestPath });
    return { path: manifestPath, scripts: new Map(), manager: undefined, findings: [finding] };
  }
  const { root } = settings;
  const scripts = entriesOf(entry(root, "scripts")).flatMap(([name, part]) => {
    const command = text(part);
    return command === undefined ? [] : [[name, { name, command, part }] as const];
  });
  return {
    path: manifestPath,
    scripts: new Map(scripts),
    manager: text(entry(root, "packageManager")),
    findings: shellFindings(context),
  };
}

/** Another shell for scripts may do anything with them. */
function shellFindings(context: Pick<CheckContext, "workspace" | "memo">): readonly Finding[] {
  const settings = readSettings(context, "pnpm-workspace.yaml");
  const shell = settings.kind === "read" ? entry(settings.root, "scriptShell") : undefined;
  const npmrc = readNpmrc(context).find(({ line }) =>
    /^\s*(?:script-shell|scriptShell|node-options|if-present|ignore-scripts)\s*=/.test(line),
  );
  const why = "scripts run in another way than by default";
  return [
    ...(shell === undefined
      ? []
      : [found("wiring-undecidable", { path: settings.path, why }, placeOf(settings.path, shell))]),
    ...(npmrc === undefined
      ? []
      : [
          found(
            "wiring-undecidable",
            { path: ".npmrc", why },
            { path: ".npmrc", start: { line: npmrc.number, column: 1 } },
          ),
        ]),
  ];
}

function readNpmrc({
  workspace,
}: Pick<CheckContext, "workspace">): readonly { readonly line: string; readonly number: number }[] {
  const lines = workspace.entry(".npmrc") === "file" ? (readText(workspace, ".npmrc") ?? "").split("\n") : [];
  return lines.map((line, index) => ({ line, number: index + 1 }));
}
