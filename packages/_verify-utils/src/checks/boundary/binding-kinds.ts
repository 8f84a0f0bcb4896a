import type { MentionKind } from "@phasegate/code-facts";

/** Kinds of imports that bind one module to another; asking where a file lies, or standing in for it, does not. */
export const bindingKinds = ["value", "type", "dynamic", "require"] as const satisfies readonly MentionKind[];
