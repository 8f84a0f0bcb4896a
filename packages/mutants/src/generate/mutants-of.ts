import { createHash } from "node:crypto";
import type { RepoPath } from "@phasegate/workspace";
import { operators } from "../operators/index.ts";
import type { Edit, MutatorName } from "../operators/operator.ts";
import type { Node } from "../syntax/nodes.ts";
import { type Location, parses, type Source } from "../syntax/source.ts";
import { isMeaningless } from "./meaningless.ts";
import { type Unit, unitAt } from "./units.ts";
import { visit } from "./visit.ts";

/** One edit of one module. */
export interface Mutant {
  /** Path, place and operator; the same for the same text. */
  readonly id: string;
  readonly subject: RepoPath;
  readonly location: Location;
  readonly mutator: MutatorName;
  /** What stands there, and what takes its place. */
  readonly original: string;
  readonly replacement: string;
  /** The function that it is in, `(module)` outside of all. */
  readonly unit: string;
}

/** A mutant with the text that it makes. */
export interface MutantText {
  readonly mutant: Mutant;
  readonly unit: Unit;
  readonly text: string;
}

/** Every mutant of a module that can be loaded, each text once, in the order of their places. */
export function mutantsOf(source: Source, units: readonly Unit[]): readonly MutantText[] {
  const texts = new Set([source.text]);
  return editsOf(source).flatMap((edit) => {
    const text = source.text.slice(0, edit.start) + edit.replacement + source.text.slice(edit.end);
    if (texts.has(text) || !parses(source.path, text)) return [];
    texts.add(text);
    const unit = unitAt(units, edit.start, edit.end);
    return [{ mutant: describe(source, edit, unit), unit, text }];
  });
}

function editsOf(source: Source): readonly Edit[] {
  const found: Edit[] = [];
  visit(source.program, (node, around) => {
    if (isMeaningless(node, around)) return false;
    if (isKey(node, around[0])) return true;
    for (const operator of operators) found.push(...operator(node, { source, around }));
    return true;
  });
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Names of properties and members: another name is a type error, not a defect. */
function isKey(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined || !("key" in parent) || parent.key !== node) return false;
  return !("computed" in parent && parent.computed);
}

function describe(source: Source, edit: Edit, unit: Unit): Mutant {
  const location = source.location(edit.start, edit.end);
  const { line, column } = location.start;
  const digest = createHash("sha256")
    .update(edit.replacement)
    .update(`\0${edit.end - edit.start}`)
    .digest("hex");
  return {
    id: `${source.path}:${line}:${column}:${edit.mutator}:${digest.slice(0, 8)}`,
    subject: source.path,
    location,
    mutator: edit.mutator,
    original: source.text.slice(edit.start, edit.end),
    replacement: edit.replacement,
    unit: unit.name,
  };
}
