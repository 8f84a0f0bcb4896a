import type { CallNode, Node, Oxc } from "../ast.ts";

export const escapeKinds = [
  "argument",
  "stored",
  "returned",
  "exported",
  "assigned",
  "computed",
  "reassigned",
  "extended",
  "jsx",
  "container",
  "other",
] as const;
export type EscapeKind = (typeof escapeKinds)[number];

/** `method`: `f.call(…)` and `f.apply(…)`; `reflect`: `Reflect.apply` and `Reflect.construct`. */
export const callKinds = ["call", "new", "tag", "decorator", "method", "reflect"] as const;
export type CallKind = (typeof callKinds)[number];

export type InvokingNode = CallNode | Oxc.TaggedTemplateExpression | Oxc.Decorator;

/** What happens to a thing at one place that names it. */
export type Use =
  | {
      readonly kind: "call";
      readonly node: InvokingNode;
      readonly call: CallKind;
      /** Something before a `?.` can skip the call. */
      readonly optional: boolean;
      /** Arguments in the order of the thing's parameters; `undefined` when they are not known. */
      readonly args: readonly Node[] | undefined;
    }
  | { readonly kind: "escape"; readonly node: Node; readonly escape: EscapeKind }
  | { readonly kind: "harmless"; readonly node: Node };
