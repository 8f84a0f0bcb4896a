import type { RepoPath } from "@phasegate/workspace";
import type { Names } from "../names/names.ts";
import type { Verdict } from "./judgement.ts";
import type { Rules } from "./want.ts";

/** What one question carries along. */
export interface Analysis {
  readonly names: Names;
  readonly rules: Rules;
  readonly candidates: readonly RepoPath[];
  /** Functions whose callers are being looked at: a recursive call comes after the first one. */
  readonly entries: Map<string, Verdict | "open">;
  /** Functions whose exits are being looked at. */
  readonly exits: Set<string>;
  /** Summaries that may still be computed. */
  budget: number;
}

/** How deep calls are followed. */
export const maxCallDepth = 12;
const budget = 20_000;

export function newAnalysis(names: Names, rules: Rules, candidates: readonly RepoPath[]): Analysis {
  return { names, rules, candidates, entries: new Map(), exits: new Set(), budget };
}
