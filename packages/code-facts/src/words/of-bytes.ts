import { createHash } from "node:crypto";
import type { RepoPath } from "@phasegate/workspace";
import type { Node } from "../ast.ts";
import { LineTable, type Location } from "../location.ts";
import type { ModuleGraph } from "../names/graph.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";

/** A place in a module that names something, and how. */
export interface WordSite<Position extends string> {
  readonly name: string;
  readonly position: Position;
  readonly location: Location;
}

export type Found<Position extends string> = Omit<WordSite<Position>, "location"> & { readonly node: Node };

interface Question<Position extends string> {
  /** Names what is asked, and the version of the answer. */
  readonly space: string;
  /** A module whose text holds none of them, in whatever case, is not parsed. */
  readonly words: readonly string[];
  /** A word may also be made of parts, so that none of them stands in the text. */
  readonly inParts: boolean;
  readonly read: (tree: ModuleTree) => readonly Found<Position>[];
}

/** Sites that follow from a module's bytes alone; none of a module that is absent or cannot be parsed. */
export function ofBytes<Position extends string>(
  graph: ModuleGraph,
  path: RepoPath,
  { space, words, inParts, read }: Question<Position>,
): readonly WordSite<Position>[] {
  const answer = graph.derived(shortened(space), path, () => {
    const text = graph.text(path);
    const tree = text !== undefined && mayHold(text, words, inParts) ? graph.tree(path) : undefined;
    if (tree?.kind !== "tree") return [];
    return read(tree).map(({ name, position, node }) => {
      const { start, end } = locationOf(tree, node);
      return { name, position, start: start.offset, end: end.offset };
    });
  });
  if (answer === undefined || answer.length === 0) return [];
  const lines = new LineTable(graph.text(path) ?? "");
  return answer.map(({ name, position, start, end }) => ({
    name,
    position,
    location: lines.location(path, [start, end]),
  }));
}

/** What is asked may be long, and names a folder where facts are kept. */
function shortened(space: string): string {
  if (space.length <= longest) return space;
  return `${space.slice(0, kept)}/${createHash("sha256").update(space).digest("hex")}`;
}

const longest = 120;
const kept = 40;

/** Escapes hide words, and sums of texts may: a text that has any is looked at. */
function mayHold(text: string, words: readonly string[], inParts: boolean): boolean {
  const lower = text.toLowerCase();
  if (words.some((word) => lower.includes(word.toLowerCase())) || /\\[ux]/.test(text)) return true;
  return inParts && /["'`]\s*\+|\+\s*["'`]|\$\{/.test(text);
}
