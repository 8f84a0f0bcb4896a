import type { Declaration } from "../declare/declaration.ts";
import { sections } from "../declare/section.ts";
import { idOfName, namesKind } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import type { Scope } from "../markdown/document.ts";
import type { DecisionRecord } from "../model/record.ts";
import type { KeyRole } from "../vocabulary/language.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { decisionFolder } from "./path.ts";

/** What speaks for a file being one decision. Each is weak alone; prose can have a status, any folder numbered files. */
export interface Evidence {
  readonly folder: "decisions" | "mixed" | null;
  /** The file's name starts with an id or a day. */
  readonly numbered: boolean;
  /** Name or heading say that it is one: `cep-0012.md`, `# ADR 12`. */
  readonly kind: boolean;
  readonly knownStatus: boolean;
  readonly keys: ReadonlySet<KeyRole | null>;
  readonly decisionHeading: boolean;
  readonly otherHeadings: number;
}

export function gather(scope: Scope, record: DecisionRecord, declarations: readonly Declaration[]): Evidence {
  const name = recordName(scope.document.path);
  const headings = sections(scope);
  const roles = headings.map(({ text }) => roleOf(text));
  return {
    folder: decisionFolder(scope.document.path),
    numbered: idOfName(name) !== null || /^(?:19|20)\d\d-?\d\d-?\d\d[-_]/.test(name),
    kind: namesKind(name) || namesKind(headings[0]?.text ?? ""),
    knownStatus: record.statuses.some(({ canonical }) => canonical !== null),
    keys: new Set(declarations.map(({ written }) => roleOf(written)).filter((role) => role !== null)),
    decisionHeading: roles.includes("decision"),
    otherHeadings: roles.filter((role) => role === "section").length,
  };
}

/** Whether a reader would call the file a decision. */
export function isDecision(evidence: Evidence): boolean {
  const { folder, numbered, kind, knownStatus, keys, decisionHeading, otherHeadings } = evidence;
  const shaped = decisionHeading && otherHeadings >= 1;
  const dressed = keys.has("status") || keys.has("date") || keys.has("title");
  if (folder === "decisions") return numbered || kind || knownStatus || shaped || keys.size >= 2;
  if (kind) return keys.has("status") || shaped || (dressed && otherHeadings >= 1);
  if (folder === "mixed" && knownStatus) return numbered || keys.size >= 2 || otherHeadings >= 1;
  return (shaped && (keys.has("status") || numbered)) || (numbered && dressed && otherHeadings >= 2);
}
