import type { RepoPath } from "@phasegate/workspace";
import type { Location } from "../finding.ts";

/** A part of a settings file (JSON or YAML) with the place where it stands. Lines are 1-based. */
export type Part =
  | {
      readonly kind: "scalar";
      readonly value: string | number | boolean | null;
      readonly line: number;
      readonly column: number;
      /** What follows on its line, such as a comment. */
      readonly after: string;
    }
  | { readonly kind: "list"; readonly items: readonly Part[]; readonly line: number; readonly column: number }
  | {
      readonly kind: "map";
      readonly entries: readonly (readonly [key: string, value: Part])[];
      readonly line: number;
      readonly column: number;
    };

/** What a settings file says; `why` where it cannot be told. */
export type Settings =
  | { readonly kind: "read"; readonly path: RepoPath; readonly root: Part }
  | { readonly kind: "absent"; readonly path: RepoPath }
  | { readonly kind: "unreadable"; readonly path: RepoPath; readonly why: string };

/** The entry of a map; of two with one key the last, as JSON has it. */
export function entry(part: Part | undefined, ...keys: readonly string[]): Part | undefined {
  let current = part;
  for (const key of keys) {
    current = current?.kind === "map" ? current.entries.findLast(([name]) => name === key)?.[1] : undefined;
  }
  return current;
}

export function entriesOf(part: Part | undefined): readonly (readonly [string, Part])[] {
  return part?.kind === "map" ? part.entries : [];
}

export function itemsOf(part: Part | undefined): readonly Part[] {
  return part?.kind === "list" ? part.items : [];
}

/** A scalar's value; `undefined` for a list, a map or nothing. */
export function scalar(part: Part | undefined): string | number | boolean | null | undefined {
  return part?.kind === "scalar" ? part.value : undefined;
}

export function text(part: Part | undefined): string | undefined {
  const value = scalar(part);
  return typeof value === "string" ? value : undefined;
}

/** One text or a list of texts; `undefined` where there is anything else among them. */
export function texts(part: Part | undefined): readonly string[] | undefined {
  if (part === undefined) return [];
  const all = part.kind === "list" ? part.items.map(text) : [text(part)];
  return all.every((one) => one !== undefined) ? all : undefined;
}

export function placeOf(path: RepoPath, part: Part | undefined): Location {
  return part === undefined ? { path } : { path, start: { line: part.line, column: part.column } };
}
