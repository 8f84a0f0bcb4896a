import type { Declaration } from "../declare/declaration.ts";
import { sections } from "../declare/section.ts";
import { idOfHeading, idOfName } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import { roleOf } from "../languages/vocabulary.ts";
import type { Scope } from "../markdown/document.ts";
import type { DecisionRecord } from "../model/record.ts";
import { inDecisionFolder } from "./path.ts";

/** What speaks for a file being one decision. Each is weak alone; prose can have a status, any folder numbered files. */
export interface Evidence {
  readonly folder: boolean;
  readonly numbered: boolean;
  readonly dated: boolean;
  readonly status: boolean;
  readonly decisionHeading: boolean;
  readonly otherHeadings: number;
  readonly keys: number;
}

export function gather(scope: Scope, record: DecisionRecord, declarations: readonly Declaration[]): Evidence {
  const name = recordName(scope.document.path);
  const roles = sections(scope).map(({ text }) => roleOf(text));
  const first = sections(scope)[0];
  return {
    folder: inDecisionFolder(scope.document.path),
    numbered: idOfName(name) !== null || (first !== undefined && labelled(first.text)),
    dated: /^(?:19|20)\d\d-?\d\d-?\d\d[-_]/.test(name),
    status: record.statuses.some(({ canonical }) => canonical !== null),
    decisionHeading: roles.includes("decision"),
    otherHeadings: roles.filter((role) => role === "section").length,
    keys: new Set(declarations.map(({ written }) => roleOf(written)).filter((role) => role !== null)).size,
  };
}

function labelled(heading: string): boolean {
  return idOfHeading(heading) !== null && /^\s*\[?\p{L}+/u.test(heading);
}

/** Whether a reader would call the file a decision. */
export function isDecision(evidence: Evidence): boolean {
  const { folder, numbered, dated, status, decisionHeading, otherHeadings, keys } = evidence;
  const shaped = decisionHeading && otherHeadings >= 1;
  if (folder) return numbered || dated || status || shaped;
  if (shaped) return true;
  return numbered && status && (decisionHeading || otherHeadings >= 1 || keys >= 3);
}
