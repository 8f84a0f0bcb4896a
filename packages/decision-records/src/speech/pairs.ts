import type { Declaration } from "../declare/declaration.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { cellStatements } from "./cells.ts";
import type { IdFinder } from "./ids.ts";
import { startsWithIds } from "./item-start.ts";
import { shownText } from "./shown.ts";
import type { Statement } from "./statement.ts";

/**
 * What keys with values state: `D-009: open`, `D-009 status: open`, and `status: open` beside a key that says which
 * decision it is (`id: D-009`, `decision: D-009`).
 */
export function pairStatements(
  document: MarkdownDocument,
  declarations: readonly Declaration[],
  ids: IdFinder,
): Statement[] {
  const named = declarations.flatMap(({ written, lines }) => {
    const role = roleOf(written);
    const text = lines.length === 1 ? (lines[0]?.text.trim() ?? "") : "";
    const only = ids.at(text, 0);
    // `decisions` is what a document is about; its status is its own.
    const isName = role === "id" || role === "title" || (role === "decision" && !/s$/i.test(written));
    return isName && only !== null && only.end === text.length ? [only.id] : [];
  });
  return declarations.flatMap((declaration) => {
    const about = subjects(declaration.written, named, ids);
    return about.length === 0 ? [] : valueStatements(document, declaration, about, ids);
  });
}

function subjects(key: string, named: readonly string[], ids: IdFinder): readonly string[] {
  if (roleOf(key) === "status") return named;
  const found = startsWithIds(key, ids);
  const last = ids.all(key).at(-1);
  const rest =
    last === undefined
      ? ""
      : key
          .slice(last.end)
          .replace(/^['’]s\b|[_\s]+/g, " ")
          .trim();
  return rest === "" || roleOf(rest) === "status" ? found : [];
}

/** The status in the first line of a value. */
export function valueStatements(
  document: MarkdownDocument,
  { lines }: Declaration,
  about: readonly string[],
  ids: IdFinder,
): Statement[] {
  const [first] = lines;
  return first === undefined ? [] : cellStatements(document, shownText([first], ids), about, "key");
}
