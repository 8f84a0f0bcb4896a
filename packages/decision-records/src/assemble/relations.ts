import type { Declaration } from "../declare/declaration.ts";
import { blockLines } from "../declare/list.ts";
import type { Scope } from "../markdown/document.ts";
import { headerBlocks } from "../markdown/header.ts";
import type { InlineLine } from "../markdown/inline.ts";
import type { Reference } from "../model/record.ts";
import { references, relations } from "../status/references.ts";
import type { KeyRole } from "../vocabulary/language.ts";
import { fold, roleOf, successorBook } from "../vocabulary/vocabulary.ts";
import { statusLines } from "./statuses.ts";

export interface Relations {
  readonly supersedes: readonly Reference[];
  readonly supersededBy: readonly Reference[];
}

/**
 * Which decisions this one replaces and which replace it: from keys of their own, from the lines that declare the
 * status, from notes before the prose, and, for a decision that is superseded and has not said by what, from its text.
 */
export function readRelations(
  scope: Scope,
  declarations: readonly Declaration[],
  superseded: boolean,
): Relations {
  const supersedes = ofKey(declarations, "supersedes");
  const supersededBy = ofKey(declarations, "supersededBy");
  for (const declaration of declarations.filter(({ written }) => roleOf(written) === "status")) {
    for (const line of statusLines(declaration)) {
      const found = relations(declaration.document, line);
      supersededBy.push(...found.successors);
      supersedes.push(...found.predecessors);
    }
    const [first] = statusLines(declaration);
    if (superseded && supersededBy.length === 0 && first !== undefined)
      supersededBy.push(...references(declaration.document, first));
  }
  supersededBy.push(...notes(scope));
  if (superseded && supersededBy.length === 0) supersededBy.push(...told(scope));
  return { supersedes: distinct(supersedes), supersededBy: distinct(supersededBy) };
}

function ofKey(declarations: readonly Declaration[], role: KeyRole): Reference[] {
  return declarations
    .filter(({ written }) => roleOf(written) === role)
    .flatMap(({ document, lines }) => lines.flatMap((line) => references(document, line)));
}

/** `> Superseded by [ADR-12](…)` before the prose. */
function notes(scope: Scope): Reference[] {
  return headerBlocks(scope)
    .filter((block) => block.type === "paragraph" || block.type === "blockquote")
    .flatMap((block) => blockLines(scope.document, block))
    .filter(opensWithSuccessor)
    .flatMap((line) => relations(scope.document, line).successors);
}

function opensWithSuccessor(line: InlineLine): boolean {
  const text = fold(line.text.slice(0, 160)).replace(/^[^\p{L}]+/u, "");
  const start = text.replace(
    /^(?:note |warning |important )?(?:this|the) (?:\p{L}+ ){1,3}(?:has been|is|was|been) (?:now )?/u,
    "",
  );
  return successorBook.longest.some((phrase) => phrase.includes(" ") && start.startsWith(phrase));
}

function told(scope: Scope): Reference[] {
  for (const block of scope.nodes) {
    if (block.type !== "paragraph" && block.type !== "list" && block.type !== "blockquote") continue;
    const found = blockLines(scope.document, block)
      .filter((line) => line.segments.some(({ url }) => url !== null))
      .flatMap((line) => relations(scope.document, line).successors);
    const linked = found.filter(({ url }) => url !== null);
    if (linked.length > 0) return linked;
  }
  return [];
}

function distinct(found: readonly Reference[]): Reference[] {
  const seen = new Set<string>();
  return found.filter(({ text, url }) => {
    const key = url ?? text;
    return seen.has(key) ? false : seen.add(key).size > 0;
  });
}
