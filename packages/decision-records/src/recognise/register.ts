import { type Assembled, assembleRecord } from "../assemble/record.ts";
import type { Declaration } from "../declare/declaration.ts";
import type { Entry, Format, RegisterFormat } from "../format.ts";
import { idOfName } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { DecisionFile } from "../model/file.ts";
import type { Problem } from "../model/problem.ts";
import type { DecisionRecord } from "../model/record.ts";
import { declare } from "./declare.ts";
import { isEntry, isForm } from "./entries.ts";

/**
 * Reads a file as a register of decisions; `null` when it is none. A file whose name is an id holds one decision,
 * whatever its headings look like.
 */
export function readRegister(document: MarkdownDocument, formats: readonly Format[]): DecisionFile | null {
  if (idOfName(recordName(document.path)) !== null) return null;
  for (const format of formats) {
    const file = format.kind === "register" ? readWith(format, document, formats) : null;
    if (file !== null) return file;
  }
  return null;
}

function readWith(
  format: RegisterFormat,
  document: MarkdownDocument,
  formats: readonly Format[],
): DecisionFile | null {
  const read = format.entries(document).map((entry) => readEntry(format.name, entry, formats));
  const decisions = read.filter(({ entry, assembled, declarations }) =>
    isEntry(entry.scope, assembled.record, declarations, document.path),
  );
  const forms = decisions.filter(({ assembled }) => isForm(assembled));
  const kept = decisions.filter((one) => !forms.includes(one));
  if (kept.length === 0) return null;
  const records = kept.map(({ assembled }) => assembled.record);
  const problems: Problem[] = [
    ...kept.flatMap(({ assembled }) => assembled.problems),
    ...forms.map(({ assembled: { record } }) => templateEntry(record)),
    ...repeatedIds(records),
  ];
  return { kind: "recognised", path: document.path, format: format.name, records, problems };
}

interface ReadEntry {
  readonly entry: Entry;
  readonly declarations: readonly Declaration[];
  readonly assembled: Assembled;
}

function readEntry(format: string, entry: Entry, formats: readonly Format[]): ReadEntry {
  const found = declare(entry.scope, formats).map(({ declaration }) => declaration);
  const declarations = [...entry.declarations, ...found];
  return { entry, declarations, assembled: assembleRecord({ ...entry, format, declarations }) };
}

function templateEntry({ title, titleLocation }: DecisionRecord): Problem {
  return { code: "template-entry", title, location: titleLocation };
}

function repeatedIds(records: readonly DecisionRecord[]): Problem[] {
  const first = new Map<string, DecisionRecord>();
  return records.flatMap((record) => {
    if (record.id === null) return [];
    const known = first.get(record.id);
    if (known === undefined) first.set(record.id, record);
    return known === undefined
      ? []
      : [
          {
            code: "repeated-id" as const,
            id: record.id,
            location: record.titleLocation,
            first: known.titleLocation,
          },
        ];
  });
}
