/** An id as found at the start of a heading or file name, with what follows it. */
export interface FoundId {
  /** As a reader says it: `42`, `0005`, `DEC-001`, `ODH-ADR-Operator-0007`. */
  readonly id: string;
  /** The number that two writings of one id share; `null` for slugs. */
  readonly number: number | null;
  /** Units of the text that the id and the marks after it take. */
  readonly length: number;
}

/** Words that say what kind of document it is, and are no part of its id: `ADR 12`, `RFC-0001`, `KEP-1027`. */
const kinds =
  /^(?:m?adr|[a-z]?adr|pdr|tdr|ddr|edr|add|ad|rfc|[a-z]ep|[a-z]ip|tzip|slip|ensip|caip|simd|se|st|sv|cap|msc|blip|snip|decision|décision|decisión|decisão|decisione|entscheidung|beslissing|besluit|decyzja|решение|決定|决策|결정|record|proposal|architecture decision(?: record)?|design decision|decision record|architectural decision(?: record)?)$/iu;

const headingId =
  /^\s*\[?((?:\p{L}[\p{L}\p{N}]*(?:[-_ ]\p{L}[\p{L}\p{N}]*){0,5}?)??)[-_ #№:]{0,3}(\d+(?:[-.]\d+)*[a-z]?)\]?(?![\p{L}\p{N}])(\s*[-–—―:：|·.)]+\s*|\s+|$)/u;

/** The id that a heading starts with: `# 5. Title`, `# ADR-0012: Title`, `# [RFC 7] Title`, `# ODH-ADR-0001: Title`. */
export function idOfHeading(text: string): FoundId | null {
  const match = headingId.exec(text);
  const digits = match?.[2];
  if (match === null || digits === undefined) return null;
  const prefix = match[1] ?? "";
  if (isDate(digits) || (prefix === "" && /^(?:19|20)\d\d$/.test(digits))) return null;
  const length = match[0].length;
  const number = Number.parseInt(digits, 10);
  if (prefix === "" || isKind(prefix)) return { id: digits, number, length };
  if (/^\s*$/.test(match[3] ?? "") && !prefix.split(/[-_]/).some(isKind)) return null;
  const label = match[0].slice(match[0].indexOf(prefix)).replace(/[\]\s.:：|·)–—―-]+$/u, "");
  return /^\p{Lu}[\p{Lu}\p{N}_-]*\d[a-z]?$/u.test(label) || /^\p{Lu}{2,}-[\p{L}\p{N}-]+$/u.test(label)
    ? { id: label, number, length }
    : null;
}

/** `RFC`, or a project's name before it: `Aries RFC`. */
export function isKind(prefix: string): boolean {
  return kinds.test(prefix) || kinds.test(prefix.split(" ").at(-1) ?? "");
}

const fileId = /^(?:([a-z]+(?:[-_][a-z]+)*?)[-_.]?)?(\d{1,6})([a-z]?)(?=[-_. ]|$)/i;

/** The id that a file or folder name starts with; the slug for names that start with a compact date (log4brains). */
export function idOfName(name: string): FoundId | null {
  if (/^(?:19|20)\d\d[-_.](?:0\d|1[0-2])[-_.]\d\d/.test(name)) return null;
  if (/^(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d-./.test(name))
    return { id: name, number: null, length: name.length };
  const match = fileId.exec(name);
  const digits = match?.[2];
  if (match === null || digits === undefined) return null;
  const prefix = match[1] ?? "";
  const number = Number.parseInt(digits, 10);
  if (prefix === "" || kinds.test(prefix))
    return { id: digits + (match[3] ?? ""), number, length: match[0].length };
  if (!/^\p{Lu}/u.test(prefix) && !kinds.test(prefix.split(/[-_]/)[0] ?? "")) return null;
  return { id: match[0], number, length: match[0].length };
}

function isDate(digits: string): boolean {
  return /^(?:19|20)\d\d[-.](?:0?\d|1[0-2])(?:[-.]\d{1,2})?$/.test(digits);
}

const kindWithNumber = /^\s*\[?([\p{L} ]+?)[-_ #№:]{0,3}\d/u;

/** True for a name or heading that starts with a word for such documents and a number: `adr-0012-…`, `RFC 7: …`. */
export function namesKind(text: string): boolean {
  const word = kindWithNumber.exec(text)?.[1];
  return word !== undefined && isKind(word.trim());
}
