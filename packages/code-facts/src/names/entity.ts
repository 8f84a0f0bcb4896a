import type { RepoPath } from "@phasegate/workspace";
import type { ClassNode, FunctionNode, Node } from "../ast.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";

/** What an expression certainly denotes: something with an identity (`base`), and the members read from it (`path`). */
export interface Entity {
  readonly base: Base;
  readonly path: readonly string[];
}

export type Base =
  /** A module outside the repository; the first member of `path` is the export's name. */
  | { readonly kind: "external"; readonly module: string }
  /** Every export of a module of the repository; `path` is empty. */
  | { readonly kind: "namespace"; readonly module: RepoPath }
  /** A function or class, by its node: aliases and re-exports of it are the same entity. */
  | { readonly kind: "code"; readonly tree: ModuleTree; readonly node: FunctionNode | ClassNode }
  /** A binding whose value is not known (parameter, result of a call, reassigned variable). */
  | { readonly kind: "variable"; readonly tree: ModuleTree; readonly variable: Variable }
  /** The value of any other expression. */
  | { readonly kind: "value"; readonly tree: ModuleTree; readonly node: Node }
  | { readonly kind: "global"; readonly name: string }
  /** An import that cannot be followed. */
  | { readonly kind: "unknown"; readonly reason: string; readonly module: string };

/** Equal keys, same thing. Values and unknowns are only the same as themselves. */
export function entityKey({ base, path }: Entity): string {
  return [...baseKey(base), ...path].join("\0");
}

function baseKey(base: Base): readonly string[] {
  switch (base.kind) {
    case "external":
      return ["external", base.module];
    case "namespace":
      return ["namespace", base.module];
    case "code":
    case "value":
      return [base.kind, base.tree.path, `${base.node.start}:${base.node.end}`];
    case "variable":
      return [
        "variable",
        base.tree.path,
        base.variable.name,
        `${base.variable.definitions[0]?.name.start ?? -1}`,
      ];
    case "global":
      return ["global", base.name];
    case "unknown":
      return ["unknown", base.module, base.reason];
  }
}

export function plain(base: Base): Entity {
  return { base, path: [] };
}

/** Whether keys are equal, without making them. */
export function isSameEntity(a: Entity, b: Entity): boolean {
  return a.path.length === b.path.length && isSameBase(a.base, b.base) && startsWith(a.path, b.path);
}

export function isSameBase(a: Base, b: Base): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "external":
    case "namespace":
      return a.kind === b.kind && a.module === b.module;
    case "code":
    case "value":
      return (
        a.kind === b.kind &&
        a.node.start === b.node.start &&
        a.node.end === b.node.end &&
        a.tree.path === b.tree.path
      );
    case "variable":
      return (
        a.kind === b.kind &&
        a.variable.name === b.variable.name &&
        a.variable.definitions[0]?.name.start === b.variable.definitions[0]?.name.start &&
        a.tree.path === b.tree.path
      );
    case "global":
      return a.kind === b.kind && a.name === b.name;
    case "unknown":
      return a.kind === b.kind && a.module === b.module && a.reason === b.reason;
  }
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((name, index) => path[index] === name);
}

/** Members that lead from `container` to `target`, or `undefined` when the one does not hold the other. */
export function stepsTo(container: Entity, target: Entity): readonly string[] | undefined {
  if (container.path.length > target.path.length || !isSameBase(container.base, target.base))
    return undefined;
  return startsWith(target.path, container.path) ? target.path.slice(container.path.length) : undefined;
}

/** Module that declares a target: a path, or an external specifier behind a NUL. */
export function homeOf({ base }: Entity): string {
  switch (base.kind) {
    case "external":
      return `\0${base.module}`;
    case "namespace":
    case "unknown":
      return base.module;
    case "global":
      return "\0";
    default:
      return base.tree.path;
  }
}
