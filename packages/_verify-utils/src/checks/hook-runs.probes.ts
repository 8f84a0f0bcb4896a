import type { Counterexample, Invariance } from "../check.ts";
import { editingAt, withJson } from "../edits/settings.ts";
import { editing } from "./edits.ts";
import type { HookRuns } from "./hook-runs.ts";

type Args = Pick<HookRuns, "hook" | "runs" | "installedBy">;

export function hookCounterexamples({ hook, installedBy }: Args): readonly Counterexample[] {
  const open = (name: string, edit: (text: string) => string): Counterexample => ({
    name: `the hook ${name}`,
    expect: ["hook-open", "wiring-undecidable"],
    at: { path: hook },
    apply: editing(hook, edit),
  });
  return [
    { name: "the hook is gone", expect: "hook-open", apply: () => ({ [hook]: null }) },
    open("does nothing", () => "#!/bin/sh\n"),
    open("is a comment", (text) => text.replaceAll(/^/gm, "# ")),
    open("succeeds before it began", (text) => text.replace(/^(?!#!)/m, "exit 0\n")),
    open("succeeds whatever comes of it", (text) => `${text.trimEnd()} || true\n`),
    open("ends with success", (text) => `${text.trimEnd()}\nexit 0\n`),
    open("ends with something else", (text) => `${text.trimEnd()}\necho done\n`),
    open("goes on behind", (text) => `${text.trimEnd()} &\n`),
    open("is printed", (text) => `cat <<'END'\n${text.trimEnd()}\nEND\n`),
    ...(installedBy === undefined
      ? []
      : [
          {
            name: "hooks are not put in place",
            expect: "hook-open",
            apply: editingAt(
              () => "package.json",
              "there are no scripts",
              (text) => withJson(text, ["scripts", installedBy.script], undefined),
            ),
          } as const,
        ]),
  ];
}

export function hookInvariances({ hook }: Args): readonly Invariance[] {
  return [
    { name: "a comment at the end", apply: editing(hook, (text) => `${text.trimEnd()}\n# A remark.\n`) },
    { name: "empty lines at the end", apply: editing(hook, (text) => `${text}\n\n`) },
    {
      name: "a comment before the first line",
      apply: editing(hook, (text) => text.replace(/^(?!#!)/m, "# A remark.\n\n")),
    },
    { name: "no line break at the end", apply: editing(hook, (text) => text.trimEnd()) },
  ];
}
