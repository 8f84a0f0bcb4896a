import { basename, dirname } from "node:path/posix";
import { type Declaration, tidy } from "../declare/declaration.ts";
import { keyValue } from "../declare/key-value.ts";
import type { Scope } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { type InlineLine, inlineLines, toLine } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import { fold, roleOf } from "../vocabulary/vocabulary.ts";
import { type FoundId, idOfHeading, idOfName } from "./id.ts";

export interface Identity {
  readonly id: string | null;
  readonly title: InlineLine | null;
  /** Ids of heading and file when they disagree. */
  readonly mismatch: { readonly heading: string; readonly file: string } | null;
}

/**
 * What a reader calls a decision that fills a file. The number as the heading writes it, or as the file name does when
 * the heading has none or another one: headings are copied, file names are unique.
 */
export function identify(scope: Scope, declarations: readonly Declaration[]): Identity {
  const name = recordName(scope.document.path);
  const file = idOfName(name);
  const heading = titleHeading(scope);
  const inHeading = heading === null ? null : headingId(heading, name);
  const named = declarations.find(({ written, lines }) => roleOf(written) === "title" && lines.length > 0);
  const inTitle = heading === null ? idOfHeading(named?.lines[0]?.text ?? "") : null;
  const { id, mismatch } = chooseId(inHeading ?? inTitle, file, declaredId(declarations));
  const rest = heading === null ? null : withoutKind(withoutId(heading, inHeading, id), id);
  const title = rest !== null && rest.text.trim() !== "" ? rest : (titleOf(named) ?? missedHeading(scope));
  return { id, title, mismatch };
}

/** The name that identifies a record: the file's, or the folder's for `0001-slug/README.md` and `kep.yaml`. */
export function recordName(path: string): string {
  const name = basename(path).replace(/\.(?:md|markdown|mdx|ya?ml)$/i, "");
  return /^(?:readme|index|kep|adr|rfc|proposal|decision|design)$/i.test(name)
    ? basename(dirname(path))
    : name;
}

/**
 * The first heading, unless it is one that names a part of every record (`# Meta`, `## Context`). Keys over a line of
 * dashes make a heading too; it is passed over.
 */
function titleHeading(scope: Scope): InlineLine | null {
  for (const node of scope.nodes) {
    if (node.type !== "heading") continue;
    const lines = inlineLines(scope.document.text, node.children);
    if (lines.every((line) => declaresKey(line))) continue;
    return roleOf(headingText(scope.document.text, node)) === null ? oneLine(lines) : null;
  }
  return null;
}

function declaresKey(line: InlineLine): boolean {
  const pair = keyValue(line);
  return pair !== null && roleOf(pair.key) !== null && pair.value.text !== "" && /^[a-z]/.test(pair.key);
}

function oneLine(lines: readonly InlineLine[]): InlineLine {
  return toLine(
    lines.flatMap((line, index) => (index === 0 ? line.segments : [gap(line), ...line.segments])),
  );
}

/** `#46. Title` without the blank that makes a heading of it. */
function missedHeading(scope: Scope): InlineLine | null {
  const first = scope.nodes.find((node) => node.type === "paragraph");
  const [line] = first?.type === "paragraph" ? inlineLines(scope.document.text, first.children) : [];
  const mark = /^#{1,3}(?=[^\s#])/.exec(line?.text ?? "");
  if (line === undefined || mark === null) return null;
  const heading = sliceLine(line, mark[0].length);
  return sliceLine(heading, idOfHeading(heading.text)?.length ?? 0);
}

function gap(line: InlineLine): InlineLine["segments"][number] {
  const at = line.segments[0]?.outerStart ?? 0;
  const plain = { strong: false, emphasis: false, code: false, struck: false, url: null };
  return { ...plain, text: " ", start: at, end: at, outerStart: at, outerEnd: at };
}

/** A number that the file's slug also starts with is part of the title: `0004-3-ways-to-…`. */
function headingId(heading: InlineLine, name: string): FoundId | null {
  const found = idOfHeading(heading.text);
  if (found === null || found.number === null) return found;
  const slug = name.slice(idOfName(name)?.length ?? 0).replace(/^[-_. ]+/, "");
  const bare = /^\s*\d+\s/.test(heading.text);
  return bare && slug.startsWith(`${found.number}-`) ? null : found;
}

/** The title after its id; a heading that starts with the id as the file writes it (`ODH-ADR-Operator-0009 - X`) too. */
function withoutId(heading: InlineLine, found: FoundId | null, id: string | null): InlineLine {
  const start = heading.text.search(/\S/);
  const written = id !== null && /\p{L}/u.test(id) && fold(heading.text).startsWith(fold(id));
  if (!written || id === null) return sliceLine(heading, found?.length ?? 0);
  const marks = /^[\s\-–—:：|·.)]*/u.exec(heading.text.slice(start + id.length))?.[0].length ?? 0;
  return sliceLine(heading, start + id.length + marks);
}

function declaredId(declarations: readonly Declaration[]): string | null {
  const named = declarations.find(({ written, lines }) => roleOf(written) === "id" && lines.length > 0);
  const text = named === undefined ? "" : tidy(named.lines[0]?.text ?? "");
  if (!/^#?[\p{L}\p{N}]*[-_ ]?\d+[\p{L}\p{N}_-]*$/u.test(text)) return null;
  return idOfHeading(`${text} `)?.id ?? text;
}

function chooseId(
  heading: FoundId | null,
  file: FoundId | null,
  declared: string | null,
): Pick<Identity, "id" | "mismatch"> {
  if (file === null) return { id: heading?.id ?? declared, mismatch: null };
  if (heading === null || file.number === null) return { id: file.id, mismatch: null };
  const same = heading.number === file.number;
  const compound = /\p{L}/u.test(file.id) && !/\p{L}/u.test(heading.id);
  if (same && !compound) return { id: heading.id, mismatch: null };
  return { id: file.id, mismatch: same ? null : { heading: heading.id, file: file.id } };
}

/** `ADR: Use X` and `Open Data Hub - Use X` (of `ODH-ADR-0007`) are both titled `Use X`. */
function withoutKind(title: InlineLine, id: string | null): InlineLine {
  const kind =
    /^\s*\[?(?:m?adr|rfc|architecture decision record|architectural decision record|decision record|decision|proposal)\]?\s*(?:[:：]|\s[-–—])\s*(?=\S)/iu.exec(
      title.text,
    );
  if (kind !== null) return withoutKind(sliceLine(title, kind[0].length), id);
  const project = /^\s*((?:\p{Lu}[\p{L}\p{N}]*\s+)+)[-–—:]\s+(?=\S)/u.exec(title.text);
  if (project?.[1] === undefined || id === null) return title;
  const initials = project[1]
    .trim()
    .split(/\s+/)
    .map((word) => word[0])
    .join("");
  return fold(id.split("-")[0] ?? "") === fold(initials)
    ? withoutKind(sliceLine(title, project[0].length), id)
    : title;
}

function titleOf(named: Declaration | undefined): InlineLine | null {
  const line = named?.lines[0];
  if (line === undefined) return null;
  const id = idOfHeading(line.text);
  return id === null ? line : sliceLine(line, id.length);
}
