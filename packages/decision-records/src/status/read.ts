import { fieldValue, tidy } from "../declare/declaration.ts";
import { statusWords } from "../languages/index.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import type { DeclaredStatus } from "../model/record.ts";

/** What a line says of the status, or `null` when it is blank. */
export function readStatus(document: MarkdownDocument, line: InlineLine): DeclaredStatus | null {
  const shown = withoutStruck(line);
  const value = fieldValue(document, shown);
  const text = tidy(shown.text);
  if (value === null || text === "") return null;
  const written = statusPhrase(text);
  const canonical = statusWords.get(written.toLowerCase()) ?? null;
  return { canonical, written, text, location: value.location };
}

function statusPhrase(text: string): string {
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, "");
  const end = bare.search(/\s*(?:[(,;:·|&/]|\.(?:\s|$)|\s[-–—]\s|\sby\s)/);
  return (end < 0 ? bare : bare.slice(0, end)).trim();
}
