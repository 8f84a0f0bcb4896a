import type { BaseResult } from "@phasegate/report";
import { type Base, type Seen, trace, WorkspaceError } from "@phasegate/workspace";
import { note, seenPaths } from "./seen-paths.ts";

/** The base of a run, and what its checks look at there. */
export interface BaseTrace {
  /** The base as one check sees it. */
  trace(): { readonly base: () => Base; readonly reads: () => string[] };
  /** For the document: what was given or chosen. */
  result(): BaseResult;
}

/** @param given a base; or what chooses one, which is called once, when a check asks first */
export function openBase(given: Base | (() => Base)): BaseTrace {
  const paths = new Map<string, Seen>();
  let chosen = typeof given === "function" ? undefined : given;
  const once = (): Base => {
    chosen ??= typeof given === "function" ? chosenBase(given) : given;
    return chosen;
  };
  return {
    trace() {
      let seen: ReadonlyMap<string, Seen> = new Map();
      return {
        base: () => {
          const base = once();
          if (!("workspace" in base)) return base;
          const traced = trace(base.workspace);
          seen = traced.seen;
          return { ...base, workspace: traced.workspace };
        },
        reads: () => note(paths, seen),
      };
    },
    result: () => (chosen === undefined ? { kind: "unused" } : toResult(chosen, paths)),
  };
}

/** Where git itself gives up, the base is not known. */
export function chosenBase(choose: () => Base): Base {
  try {
    return choose();
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return { kind: "unknown", why: error.detail, command: "phasegate verify --base <commit>" };
  }
}

function toResult(base: Base, paths: ReadonlyMap<string, Seen>): BaseResult {
  switch (base.kind) {
    case "revision": {
      const { kind, how, commit, ref, workspace } = base;
      return { kind, how, commit, ref, paths: seenPaths(paths, workspace) };
    }
    case "root":
      return { kind: base.kind, paths: seenPaths(paths, base.workspace) };
    case "none":
    case "unknown":
      return base;
  }
}
