import { isModulePath, type StaticValue } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { configNames } from "../load-config.ts";

/** Packages whose `defineGate` is the kit's. */
const kit = ["@phasegate/verify-utils", "phasegate"] as const;

/**
 * The id of the gate that a module is the script of: by its syntax tree it default-exports what the kit's `defineGate`
 * makes of a literal id, and the configuration imports it. A copy that nothing imports is no gate.
 */
export function gateScriptId(context: CheckContext, module: RepoPath): string | undefined {
  if (!isModulePath(module)) return undefined;
  const value = context.code.valueOf({ module, export: "default" });
  if (value.kind !== "call" || !isDefineGate(value.callee, context)) return undefined;
  const id = idIn(value.args[0]);
  return id !== undefined && isConfigured(context, module) ? id : undefined;
}

function isDefineGate(
  callee: { readonly module: string; readonly export: string },
  { code }: CheckContext,
): boolean {
  return kit.some((module) => {
    if (callee.module === module) return callee.export === "defineGate";
    const own = code.exportOf({ module, export: "defineGate" });
    return (
      own.kind === "found" &&
      own.declaration.module === callee.module &&
      own.declaration.name === callee.export
    );
  });
}

function idIn(definition: StaticValue | undefined): string | undefined {
  if (definition?.kind !== "object") return undefined;
  const id = definition.properties.find(({ key }) => key === "id")?.value;
  return id?.kind === "string" ? id.value : undefined;
}

/** Whether the configuration imports a module, directly or through others. */
function isConfigured({ workspace, code }: CheckContext, module: RepoPath): boolean {
  const reached = new Set<RepoPath>(
    configNames.filter((name) => workspace.entry(name) === "file").slice(0, 1),
  );
  for (const from of reached) {
    if (from === module) return true;
    for (const { to, typeOnly } of code.moduleGraph([from]).edges)
      if (to.kind === "module" && !typeOnly) reached.add(to.path);
  }
  return false;
}
