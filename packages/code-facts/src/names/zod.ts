import type { Entity } from "./entity.ts";

/** The name under which zod exports it: `enum` for `z.enum`, whichever way `z` was imported. */
export function zodExport({ base, path }: Entity): string | undefined {
  if (base.kind !== "external" || !/^zod(?:\/|$)/.test(base.module)) return undefined;
  const own = path[0] === "z" || path[0] === "default" ? path.slice(1) : path;
  return own.length === 1 ? own[0]?.replace(/^_(?=enum$|default$)/, "") : undefined;
}

/** Types of zod that stand for what a schema admits. */
const inferring: ReadonlySet<string> = new Set(["infer", "output", "input", "TypeOf"]);

/** Whether a name is one of zod's types for what a schema admits: `z.infer`. */
export function isInferred(entity: Entity): boolean {
  return inferring.has(zodExport(entity) ?? "");
}
