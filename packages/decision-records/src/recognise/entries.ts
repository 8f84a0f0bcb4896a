import type { Assembled } from "../assemble/record.ts";
import type { Declaration } from "../declare/declaration.ts";
import { sections } from "../declare/section.ts";
import type { Scope } from "../markdown/document.ts";
import type { DecisionRecord } from "../model/record.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { decisionFolder, namesIndex, namesRegister } from "./path.ts";

/** Prefixes of ids that are given to decisions and to nothing else. */
const decisive =
  /^(?:[a-z0-9]+[-_])*(?:d|dec|adr|ad|dr|dd|add|pdr|tdr|ddr|edr|kd|decision|entscheidung|décision|decisión|decisão)[-_ #]?\d/iu;

/** Whether a reader would call an entry of a register a decision: by its id, where it stands and what it declares. */
export function isEntry(
  scope: Scope,
  record: DecisionRecord,
  declarations: readonly Declaration[],
  path: string,
): boolean {
  if (record.title === "" || (scope.nodes.length === 0 && namesIndex(path))) return false;
  const roles = new Set(declarations.map(({ written }) => roleOf(written)));
  for (const { text } of sections(scope).slice(1)) roles.add(roleOf(text));
  const status = record.statuses.some(({ canonical }) => canonical !== null);
  const shaped = status || roles.has("decision") || roles.has("section") || roles.has("status");
  const named = namesRegister(path);
  if (record.id === null) return named;
  if (decisive.test(record.id)) return named || shaped || decisionFolder(path) === "decisions";
  return named && shaped;
}

/** An entry that is there to be copied: its title is a slot, or nobody chose its status and there is no day or text. */
export function isForm({ record, problems }: Assembled): boolean {
  if (isSlot(record.title)) return true;
  const open = problems.some(({ code }) => code === "placeholder-status");
  return (
    open &&
    record.dates.length === 0 &&
    /\b(?:title|titel|titre|título|titolo|template|x{3,}|n{3,})\b/i.test(record.title)
  );
}

/** A title that is still the form's: `<Decision title>`, `[short title]`, `{title}`. */
export function isSlot(title: string): boolean {
  const rest = title.replace(/<[^>]*>|\{[^}]*\}|\[[^\]]*\]|\b(?:YYYY|MM|DD|N{2,}|X{2,})\b/g, "");
  return rest !== title && !/[\p{L}\p{N}]/u.test(rest);
}
