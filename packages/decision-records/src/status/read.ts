import { fieldValue, tidy } from "../declare/declaration.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { toLine } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import type { DeclaredStatus } from "../model/record.ts";
import { statusPhrase } from "./phrase.ts";
import { offersChoice } from "./placeholder.ts";

export type StatusReading =
  | { readonly kind: "declared"; readonly status: DeclaredStatus }
  /** A form that nobody filled in: `{proposed | accepted}`. */
  | { readonly kind: "placeholder"; readonly text: string; readonly at: DeclaredStatus["location"] }
  | { readonly kind: "blank" };

/** Units of a line that are looked at: a status stands at its start. */
const longestText = 400;

/** What a line says of the status. Struck-through words are history, not status. */
export function readStatus(document: MarkdownDocument, line: InlineLine): StatusReading {
  const shown = withoutStruck(line);
  const value = fieldValue(document, shown);
  if (value === null || value.text === "") return { kind: "blank" };
  const { location } = value;
  const text = value.text.slice(0, longestText);
  if (offersChoice(text)) return chosen(document, shown) ?? { kind: "placeholder", text, at: location };
  const phrase = statusPhrase(text);
  if (phrase === null) return { kind: "blank" };
  return { kind: "declared", status: { ...phrase, text, location } };
}

/** Of several words on offer, the one that is set in bold: `Proposed | **Accepted** | Rejected`. */
function chosen(document: MarkdownDocument, line: InlineLine): StatusReading | null {
  const strong = line.segments.filter((segment) => segment.strong && tidy(segment.text) !== "");
  if (strong.length !== 1 || strong.length === line.segments.length) return null;
  const reading = readStatus(document, toLine(strong));
  return reading.kind === "declared" ? reading : null;
}
