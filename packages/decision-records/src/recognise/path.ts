import { basename, dirname } from "node:path/posix";
import { idOfName } from "../identity/id.ts";
import { fold, templateBook } from "../languages/vocabulary.ts";

/** Folders in which people keep decisions, in the languages that name folders in their own words. */
const folders =
  /^(?:\d+[-_. ]*)?(?:m?adrs?|rfcs?|keps|ceps|eips|bips|decisions?|decision[-_ ]?(?:records?|log|register)s?|arch(?:itecture|itectural)?[-_ ]?decisions?(?:[-_ ]?records?)?|design[-_ ]?decisions?|tech(?:nical)?[-_ ]?decisions?|proposals?|enhancements?|entscheidungen|architekturentscheidungen|decisiones|decisoes|decisões|decisioni|décisions|beslissingen|besluiten|decyzje|решения|决策|決定|决策记录|결정)$/iu;

/** True when a folder on the path is one in which people keep decisions. */
export function inDecisionFolder(path: string): boolean {
  return dirname(path)
    .split("/")
    .some((folder) => folders.test(folder));
}

const registers =
  /(?:^|[-_. ])(?:decisions?|decision[-_ ]?(?:log|register|records?|history|journal)|adrs?|adl|entscheidungen|entscheidungslog|decisiones|decisoes|decisões|decisioni|décisions|beslissingen|besluiten|decyzje|решения|决策|決定|결정)(?:[-_. ]|$)/iu;

/** True for a file that its name calls a list of decisions: `DECISIONS.md`, `decision-log.md`, `ADR.md`. */
export function namesRegister(path: string): boolean {
  return registers.test(stem(path)) && idOfName(stem(path)) === null;
}

/** True for the form that decisions are written from: `adr-template.md`, `0000-template.md`, `template/short.md`. */
export function namesTemplate(path: string): boolean {
  const words = fold(stem(path)).replace(/[.()]/g, " ").split(/\s+/);
  const [first] = words;
  const number = idOfName(stem(path))?.number ?? null;
  if (number !== null && number > 0) return false;
  if (!words.some((word) => templateBook.meanings.has(word)))
    return inTemplateFolder(path) && number === null && idOfName(stem(path)) === null;
  const rest = words.filter((word) => !templateBook.meanings.has(word) && !filler.has(word));
  return (
    rest.length === 0 ||
    templateBook.meanings.has(words.at(-1) ?? "") ||
    templateBook.meanings.has(first ?? "")
  );
}

const filler = new Set(
  "adr madr rfc kep cep nygard short long minimal bare full example decision record architecture the a 0000 000 00 0 nnnn nnn yyyy mm dd xxxx xxx en de fr es pt".split(
    " ",
  ),
);

function inTemplateFolder(path: string): boolean {
  return dirname(path)
    .split("/")
    .some((folder) => templateBook.meanings.has(fold(folder)));
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
