import type { Workspace } from "./workspace.ts";

/** How a base revision was chosen. */
export const baseChoices = ["pull-request", "merge-queue", "push", "local", "head", "named"] as const;
export type BaseChoice = (typeof baseChoices)[number];

/**
 * What a change is compared with.
 * - `revision`: a commit, with its content.
 * - `root`: nothing came before; the empty tree.
 * - `none`: somebody asked for no comparison.
 * - `unknown`: the history that would tell is not there; `command` fetches it.
 */
export type Base =
  | {
      readonly kind: "revision";
      readonly how: BaseChoice;
      /** Full object id. */
      readonly commit: string;
      /** What it was computed from, for people: a ref, or two that it is the merge base of. */
      readonly ref: string;
      readonly workspace: Workspace;
    }
  | { readonly kind: "root"; readonly workspace: Workspace }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string; readonly command: string };
