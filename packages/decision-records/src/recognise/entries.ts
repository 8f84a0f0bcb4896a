import type { Declaration } from "../declare/declaration.ts";
import { roleOf } from "../languages/vocabulary.ts";
import type { DecisionRecord } from "../model/record.ts";
import { inDecisionFolder, namesRegister } from "./path.ts";

/** Whether a reader would call an entry a decision: by where it stands and what it declares. */
export function isEntry(record: DecisionRecord, declarations: readonly Declaration[], path: string): boolean {
  if (isSlot(record.title) || record.title === "") return false;
  if (namesRegister(path)) return true;
  const roles = new Set(declarations.map(({ written }) => roleOf(written)));
  const status = record.statuses.some(({ canonical }) => canonical !== null);
  const decisive = /^(?:d|dec|adr|ad|dr|dd|td|pdr|decision)[-_ ]?\d/i.test(record.id ?? "");
  if (inDecisionFolder(path)) return status || decisive;
  return decisive && (status || roles.has("decision"));
}

/** A title that is still the form's: `<Decision title>`, `[short title]`, `{title}`. */
export function isSlot(title: string): boolean {
  const rest = title.replace(/<[^>]*>|\{[^}]*\}|\[[^\]]*\]/g, "");
  return rest !== title && !/[\p{L}\p{N}]/u.test(rest);
}
