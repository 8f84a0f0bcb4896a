import { basename, dirname } from "node:path/posix";
import { idOfName } from "../identity/id.ts";
import { fold, templateBook } from "../vocabulary/vocabulary.ts";

/** Folders in which people keep decisions, in the languages that name folders in their own words. */
const folders =
  /^(?:\d+[-_. ]*)?(?:[a-z]+[-_])*(?:m?adrs?|rfcs?|(?:ot|[ct-xj-nog])eps|[bcef]ips|caips|decisions?|decision[-_ ]?(?:records?|log|register)s?|arch(?:itecture|itectural)?[-_ ]?decisions?(?:[-_ ]?records?)?|enhancements?|entscheidungen|architekturentscheidungen|decisiones|decisoes|decisões|decisioni|décisions|beslissingen|besluiten|decyzje|решения|决策|決定|决策记录|결정)$/iu;

/** Folders that hold decisions beside other things; a file in them must say more for itself. */
const mixedFolders = /^(?:designs?|design[-_ ]?docs?|proposals?|text|specs?|architecture)$/i;

/** Whether a folder on the path is one in which people keep decisions, or keep them among other things. */
export function decisionFolder(path: string): "decisions" | "mixed" | null {
  const names = dirname(path).split("/");
  if (names.some(isDecisionFolderName)) return "decisions";
  return names.some((name) => mixedFolders.test(name)) ? "mixed" : null;
}

export function isDecisionFolderName(name: string): boolean {
  return folders.test(name);
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
  const words = fold(name)
    .replace(/[.()]/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  const number = idOfName(name)?.number ?? null;
  if (number !== null && number > 0) return false;
  const named = words.some(isTemplateWord);
  if (!named) return inTemplateFolder(path) && idOfName(name) === null;
  const rest = words.filter((word) => !isTemplateWord(word) && !filler.has(word) && !/^\d+$/.test(word));
  return rest.length === 0 || isTemplateWord(words.at(-1) ?? "") || isTemplateWord(words[0] ?? "");
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
