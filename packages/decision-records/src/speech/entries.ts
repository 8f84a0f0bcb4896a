import type { RootContent } from "mdast";
import { readStatuses } from "../assemble/statuses.ts";
import { formats } from "../formats/index.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import type { DeclaredStatus } from "../model/record.ts";
import { declare } from "../recognise/declare.ts";
import { readRecord } from "../recognise/record.ts";
import { fold } from "../vocabulary/vocabulary.ts";
import type { IdFinder } from "./ids.ts";
import { startsWithIds } from "./item-start.ts";
import type { Statement } from "./statement.ts";
import { present } from "./walk.ts";

/** What a document states as a record of its own would: by keys below a heading that starts with the id. */
export function entryStatements(document: MarkdownDocument, ids: IdFinder): Statement[] {
  const children = present(document);
  return children.flatMap((node, index) => {
    if (node.type !== "heading") return [];
    const [id, ...more] = startsWithIds(headingText(document.text, node), ids);
    if (id === undefined || more.length > 0) return [];
    const nodes = children.slice(index, endOfSection(children, index, node.depth));
    const found = declare({ document, nodes, beside: null }, formats).map(({ declaration }) => declaration);
    return readStatuses(found).declared.flatMap((status) => stated(id, status));
  });
}

function endOfSection(nodes: readonly RootContent[], index: number, depth: number): number {
  const end = nodes.findIndex((node, at) => at > index && node.type === "heading" && node.depth <= depth);
  return end < 0 ? nodes.length : end;
}

/** What the file states as one decision, where it is recognised as such (by its name, say). */
export function recordStatements(document: MarkdownDocument, ids: readonly string[]): Statement[] {
  const file = readRecord({ document, nodes: document.tree.children, beside: null }, formats);
  const [record] = file?.kind === "recognised" ? file.records : [];
  const id = ids.find((one) => record?.id != null && fold(record.id) === fold(one));
  return id === undefined || record?.status == null ? [] : stated(id, record.status);
}

function stated(id: string, { canonical, written, location }: DeclaredStatus): Statement[] {
  if (canonical === null) return [];
  return [{ id, form: "record", statuses: [canonical], negated: false, written, location }];
}
