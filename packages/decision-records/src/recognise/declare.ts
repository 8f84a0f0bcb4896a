import type { Declaration } from "../declare/declaration.ts";
import type { Format, RecordFormat } from "../format.ts";
import type { Scope } from "../markdown/document.ts";

/** A declaration with the name of the format that found it. */
export interface Declared {
  readonly format: string;
  readonly declaration: Declaration;
}

/** What all formats find declared in a scope, in the order of the text. */
export function declare(scope: Scope, formats: readonly Format[]): Declared[] {
  return formats
    .filter((format): format is RecordFormat => format.kind === "record")
    .flatMap(({ name, declarations }) =>
      declarations(scope).map((declaration) => ({ format: name, declaration })),
    )
    .sort((a, b) => a.declaration.location.start.offset - b.declaration.location.start.offset);
}
