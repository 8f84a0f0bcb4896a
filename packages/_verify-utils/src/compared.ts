import type { Base, Workspace } from "@phasegate/workspace";
import { type Finding, found } from "./finding.ts";

/** What stands at a base, or why a comparison with it cannot be made. */
export type Compared =
  | { readonly workspace: Workspace; readonly finding?: never }
  | { readonly workspace?: never; readonly finding: Finding };

/**
 * The content of a base, for whatever decides on a change rather than on a tree (such as an exit gate): there, not to
 * know the base and not to want one (`--base none`) are both `blocked`.
 */
export function compared(base: Base): Compared {
  switch (base.kind) {
    case "revision":
    case "root":
      return { workspace: base.workspace };
    case "none":
      return { finding: found("base-waived", {}) };
    case "unknown":
      return { finding: found("base-unknown", { why: base.why, command: base.command }) };
  }
}
