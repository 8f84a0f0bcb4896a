/** The syntax tree with scopes, for whoever edits code rather than asks about it. */
export {
  bare,
  type ClassNode,
  childrenOf,
  type FunctionNode,
  isClass,
  isFunction,
  type Node,
  type Oxc,
  walk,
} from "./ast.ts";
export { earlyErrors } from "./early-errors.ts";
export { type ModuleTree, readTree, type TreeAnswer } from "./names/tree.ts";
export { TreeCache } from "./names/tree-cache.ts";
export type { Definition, Reference, Variable } from "./names/variable.ts";
