import type { Declaration } from "../declare/declaration.ts";
import { keyValue } from "../declare/key-value.ts";
import type { InlineLine } from "../markdown/inline.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredStatus } from "../model/record.ts";
import { readStatus } from "../status/read.ts";
import { fold, roleOf } from "../vocabulary/vocabulary.ts";

export interface Statuses {
  readonly declared: readonly DeclaredStatus[];
  readonly problems: readonly Problem[];
}

/** The status of each declaration, in the order in which a reader meets them. */
export function readStatuses(declarations: readonly Declaration[]): Statuses {
  const own = declarations.filter(({ written }) => roleOf(written) === "status");
  const strong = own.filter((one) => !isWeak(one));
  const declared: DeclaredStatus[] = [];
  const problems: Problem[] = [];
  for (const declaration of strong.length > 0 ? strong : own) {
    const reading = firstReading(declaration);
    if (reading?.kind === "declared") declared.push(reading.status);
    if (reading?.kind === "placeholder")
      problems.push({ code: "placeholder-status", written: reading.text, location: reading.at });
  }
  return { declared, problems };
}

/** Keys that mean the status only where nothing else does: `Stage: accepted`. */
function isWeak({ written }: Declaration): boolean {
  return weak.has(fold(written));
}

const weak = new Set([
  "stage",
  "state",
  "implementation state",
  "document status",
  "current status",
  "stand",
]);

function firstReading(declaration: Declaration) {
  for (const line of statusLines(declaration)) {
    const reading = readStatus(declaration.document, line);
    if (reading.kind !== "blank") return reading;
  }
  return null;
}

/** Lines of a status declaration; one that repeats the key (`- Status: accepted` in `## Status`) gives its value. */
export function statusLines({ lines }: Declaration): InlineLine[] {
  return lines.map((line) => {
    const pair = keyValue(line);
    return pair !== null && roleOf(pair.key) === "status" ? pair.value : line;
  });
}
