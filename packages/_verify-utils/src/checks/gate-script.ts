import { isModulePath, type StaticValue, type SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { configNames } from "../load-config.ts";

/** Packages whose `defineGate` is the kit's. */
export const kit = ["@phasegate/verify-utils", "phasegate"] as const;

/**
 * The id of the gate that a module is the script of: by its syntax tree it default-exports what the kit's `defineGate`
 * makes of a literal id, and the configuration imports it. A copy that nothing imports is no gate.
 */
export function gateScriptId(context: CheckContext, module: RepoPath): string | undefined {
  if (!isModulePath(module)) return undefined;
  const value = context.code.valueOf({ module, export: "default" }, ["id"]);
  const id = definedGateId(value, context);
  return id !== undefined && isConfigured(context, module) ? id : undefined;
}

/** The literal id of a gate that a value is, made by the kit. */
export function definedGateId(value: StaticValue, context: CheckContext): string | undefined {
  return definedGate(value, context)?.id;
}

/** The same with its slice, as far as that is literal. */
export function definedGate(
  value: StaticValue,
  context: CheckContext,
): { readonly id: string; readonly slice: string | undefined } | undefined {
  if (value.kind !== "call" || !isKits("defineGate", value.callee, context)) return undefined;
  const id = textIn(value.args[0], "id");
  return id === undefined ? undefined : { id, slice: textIn(value.args[0], "slice") };
}

/** Whether what is called is the kit's export of that name. */
export function isKits(
  name: "defineGate" | "defineConfig" | "main",
  callee: SymbolRef,
  { code }: Pick<CheckContext, "code">,
): boolean {
  return kit.some((module) => {
    if (callee.module === module) return callee.export === name;
    const own = code.exportOf({ module, export: name });
    return (
      own.kind === "found" &&
      own.declaration.module === callee.module &&
      own.declaration.name === callee.export
    );
  });
}

function textIn(definition: StaticValue | undefined, name: string): string | undefined {
  if (definition?.kind !== "object") return undefined;
  const value = definition.properties.find(({ key }) => key === name)?.value;
  return value?.kind === "string" ? value.value : undefined;
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
