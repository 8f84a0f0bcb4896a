import { basename, dirname } from "node:path/posix";
import { idOfName } from "../identity/id.ts";
import { words } from "../vocabulary/language.ts";
import { fold, templateBook } from "../vocabulary/vocabulary.ts";

/** What folders of decisions are called, or end with: `adr`, `architecture-decisions`, `0-decisions`, `acme_rfcs`. */
const folders = words`
  adr, adrs, madr, madrs, rfc, rfcs, decision, decisions, decision record, decision records, decision log,
  decision register, enhancements, bips, caips, ceps, eips, fips, geps, jeps, keps, leps, neps, oteps, peps, teps,
  entscheidungen, architekturentscheidungen, decisiones, decisoes, decisioni, beslissingen, besluiten, decyzje,
  решения, 决策, 决策记录, 決定, 결정
`.map(fold);

/** Folders that hold decisions beside other things; a file in them must say more for itself. */
const mixedFolders = /^(?:designs?|design[-_ ]?docs?|proposals?|text|specs?|architecture)$/i;

/** Whether a folder on the path is one in which people keep decisions, or keep them among other things. */
export function decisionFolder(path: string): "decisions" | "mixed" | null {
  const names = dirname(path).split("/");
  if (names.some(isDecisionFolderName)) return "decisions";
  return names.some((name) => mixedFolders.test(name)) ? "mixed" : null;
}

export function isDecisionFolderName(name: string): boolean {
  const folded = fold(name);
  return folders.some((folder) => folded === folder || folded.endsWith(` ${folder}`));
}

const registers =
  /(?:^|[-_. ])(?:decisions|decision[-_ ]?(?:log|register|records?|history|journal|index)|adrs|adr[-_ ]?log|adl|entscheidungen|entscheidungs(?:log|register)|decisiones|decisoes|decisões|decisioni|décisions|journal[-_ ]des[-_ ]d[eé]cisions|beslissingen|besluiten|decyzje|решения|决策|决策记录|決定|決定事項|결정|결정사항)(?:[-_. ]|$)|^(?:adr|decision)$/iu;

/** True for a file that its name calls a list of decisions: `DECISIONS.md`, `decision-log.md`, `ADRs.md`. */
export function namesRegister(path: string): boolean {
  const name = stem(path);
  return registers.test(name) && idOfName(name) === null && !/^(?:19|20)\d\d-?\d\d-?\d\d/.test(name);
}

/** True for the form that decisions are written from: `adr-template.md`, `0000-template.md`, `template/short.md`. */
export function namesTemplate(path: string): boolean {
  const name = stem(path);
  const parts = fold(name)
    .replace(/[.()]/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  const number = idOfName(name)?.number ?? null;
  if (number !== null && number > 0) return false;
  const named = parts.some(isTemplateWord);
  if (!named) return inTemplateFolder(path) && idOfName(name) === null;
  const rest = parts.filter((word) => !isTemplateWord(word) && !filler.has(word) && !/^\d+$/.test(word));
  return rest.length === 0 || isTemplateWord(parts.at(-1) ?? "") || isTemplateWord(parts[0] ?? "");
}

const filler = new Set(
  "adr madr rfc kep cep nygard short long minimal bare full example decision record architecture the a".split(
    " ",
  ),
);

function isTemplateWord(word: string): boolean {
  return templateBook.meanings.has(word);
}

function inTemplateFolder(path: string): boolean {
  return dirname(path)
    .split("/")
    .some((folder) => isTemplateWord(fold(folder)));
}

/** True for the page that introduces a folder. */
export function namesIndex(path: string): boolean {
  return /^(?:readme|index|_index|summary|_sidebar|toc|contributing|changelog|adr-index|decision-index|overview)$/i.test(
    stem(path),
  );
}

export function stem(path: string): string {
  return basename(path).replace(/\.[^.]+$/, "");
}
