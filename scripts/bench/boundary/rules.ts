import { isModulePath } from "@phasegate/code-facts";
import type { Workspace } from "@phasegate/workspace";

/** A direction that both contenders are given: modules below one folder import nothing below another, or no such package. */
export interface BenchRule {
  readonly name: string;
  readonly from: string;
  readonly to: { readonly folder: string } | { readonly npm: string } | { readonly node: string };
}

const most = 6;

/** Every ordered pair of the folders that hold most modules, and two names from outside: what is compared is the graph between them. */
export function rulesFor(workspace: Workspace): readonly BenchRule[] {
  const counts = new Map<string, number>();
  for (const path of workspace.files().filter(isModulePath)) {
    const folder = path.split("/").slice(0, -1).slice(0, 3).join("/");
    if (folder !== "") counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const folders = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([folder]) => folder);
  const apart = folders.filter(
    (one) => !folders.some((other) => one !== other && one.startsWith(`${other}/`)),
  );
  const pairs = apart.flatMap((from) =>
    apart.flatMap((folder) => (from === folder ? [] : [{ from, to: { folder } }])),
  );
  const outside = apart.flatMap((from) => [
    { from, to: { node: "fs" } },
    { from, to: { npm: "react" } },
    { from, to: { npm: "zod" } },
  ]);
  return [...pairs, ...outside].map((rule, index) => ({ name: `rule-${index}`, ...rule }));
}
