import { type CheckContext, type Invariance, NotApplicable } from "@phasegate/verify-utils";
import { textAt } from "./edit-span.ts";
import { otherStyles } from "./formatter.ts";
import type { Job } from "./jobs.ts";

/** Every module that a check's own harmless edits touch, formatted by a real formatter in other styles. */
export function reformattings(harmless: readonly Job[], context: CheckContext): readonly Invariance[] {
  const paths = harmless.flatMap(({ mutant }) => (mutant.kind === "edits" ? Object.keys(mutant.edits) : []));
  const modules = [...new Set(paths)].filter(
    (path) => /\.[cm]?tsx?$/.test(path) && context.workspace.entry(path) === "file",
  );
  return modules.flatMap((path) =>
    otherStyles().map(({ name, format }): Invariance => {
      return {
        name: modules.length === 1 ? name : `${name} (${path})`,
        apply: () => {
          const text = textAt(context.workspace, path);
          if (text === undefined) return new NotApplicable(`${path} is no text`);
          const formatted = format(path, text);
          return formatted === text
            ? new NotApplicable("the module looks the same in that style")
            : { [path]: formatted };
        },
      };
    }),
  );
}
