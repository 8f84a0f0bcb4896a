import type { List, RootContent } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import { type CanonicalStatus, canonicalStatuses } from "../model/status.ts";
import { fold } from "../vocabulary/vocabulary.ts";
import type { IdFinder, IdMatch } from "./ids.ts";
import { sayingsOfLine, startsWithIds } from "./item-start.ts";
import { shownText } from "./shown.ts";
import type { Statement, StatementForm } from "./statement.ts";
import { subjectAt } from "./subject.ts";
import { present } from "./walk.ts";

/** `Open: D-009, D-014`: a status as the key of the decisions that have it. */
export function groupOfLine(document: MarkdownDocument, shown: InlineLine, ids: IdFinder): Statement[] {
  const { line, said } = shownText([shown], ids);
  const key = /^([^:：]{1,40})[:：]\s*/u.exec(said);
  const status = statusOf(key?.[1] ?? "");
  const first = key === null || status === null ? null : ids.at(said, key[0].length);
  if (first === null || status === null) return [];
  const subject = subjectAt(said, first, ids, "entry");
  const onlyIds = /^[\s.*]*$/.test(said.slice(subject.end));
  return onlyIds ? subject.ids.flatMap((id) => statement(document, line, id, status, "key")) : [];
}

/** `## Open decisions`, with the decisions in a list below it. What an item says of its own status goes before. */
export function groupStatements(document: MarkdownDocument, ids: IdFinder): Statement[] {
  const children = present(document);
  return children.flatMap((node, index) => {
    if (node.type !== "heading") return [];
    const heading = fold(headingText(document.text, node));
    const status = / decisions?$/.test(heading) ? statusOf(heading) : null;
    if (status === null) return [];
    const next = children.findIndex((later, at) => at > index && later.type === "heading");
    const blocks = children.slice(index + 1, next < 0 ? children.length : next);
    return blocks.filter(isList).flatMap((list) => listed(document, list, ids, status));
  });
}

function isList(node: RootContent): node is List {
  return node.type === "list";
}

function listed(document: MarkdownDocument, list: List, ids: IdFinder, status: CanonicalStatus): Statement[] {
  return list.children.flatMap(({ children: [head] }) => {
    if (head?.type !== "paragraph") return [];
    const { line, said } = shownText(inlineLines(document.text, head.children), ids);
    if (sayingsOfLine(said, ids).length > 0) return [];
    const named = new Set(startsWithIds(said, ids));
    const first = ids.all(said).filter(({ id }) => named.delete(id));
    return first.flatMap((id) => statement(document, line, id, status, "list"));
  });
}

/** The status that a key or heading names by its own word, and nothing else beside "decisions". */
function statusOf(written: string): CanonicalStatus | null {
  const bare = fold(written)
    .replace(/^(?:still|currently|the)\s+/, "")
    .replace(/\s+decisions?$/, "");
  return canonicalStatuses.find((status) => status === bare) ?? null;
}

function statement(
  document: MarkdownDocument,
  line: InlineLine,
  { id, start, end }: IdMatch,
  status: CanonicalStatus,
  form: StatementForm,
): Statement[] {
  const at = extent(sliceLine(line, start, end));
  if (at === null) return [];
  const location = document.lines.location(at.start, at.end);
  return [{ id, form, statuses: [status], negated: false, written: status, location }];
}
