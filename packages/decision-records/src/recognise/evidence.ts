import type { Declaration } from "../declare/declaration.ts";
import { sections } from "../declare/section.ts";
import { idOfName, namesKind } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import { roleOf } from "../languages/vocabulary.ts";
import type { Scope } from "../markdown/document.ts";
import type { DecisionRecord } from "../model/record.ts";
import { inDecisionFolder } from "./path.ts";

/** What speaks for a file being one decision. Each is weak alone; prose can have a status, any folder numbered files. */
export interface Evidence {
  /** A folder on its path is one in which people keep decisions. */
  readonly folder: boolean;
  /** The file's name starts with an id or a day. */
  readonly numbered: boolean;
  /** Name or heading say that it is one: `cep-0012.md`, `# ADR 12`. */
  readonly kind: boolean;
  readonly statusKey: boolean;
  readonly knownStatus: boolean;
  readonly decisionHeading: boolean;
  readonly otherHeadings: number;
}

export function gather(scope: Scope, record: DecisionRecord, declarations: readonly Declaration[]): Evidence {
  const name = recordName(scope.document.path);
  const headings = sections(scope);
  const roles = headings.map(({ text }) => roleOf(text));
  return {
    folder: inDecisionFolder(scope.document.path),
    numbered: idOfName(name) !== null || /^(?:19|20)\d\d-?\d\d-?\d\d[-_]/.test(name),
    kind: namesKind(name) || namesKind(headings[0]?.text ?? ""),
    statusKey: declarations.some(({ written }) => roleOf(written) === "status"),
    knownStatus: record.statuses.some(({ canonical }) => canonical !== null),
    decisionHeading: roles.includes("decision"),
    otherHeadings: roles.filter((role) => role === "section").length,
  };
}

/** Whether a reader would call the file a decision. */
export function isDecision(evidence: Evidence): boolean {
  const { folder, numbered, kind, statusKey, knownStatus, decisionHeading, otherHeadings } = evidence;
  const shaped = decisionHeading && otherHeadings >= 1;
  if (folder) return numbered || kind || knownStatus || shaped;
  if (kind) return statusKey || shaped;
  return shaped && (statusKey || numbered);
}
