import type { Names } from "../names/names.ts";
import type { SymbolRef } from "../symbol.ts";
import type { TextsAnswer } from "./answer.ts";
import { declaredBy, schemaTexts } from "./schema-texts.ts";
import { typeTexts } from "./type-texts.ts";

/** An exported type or zod schema, and the way from it to what is asked for (`["outcome"]` of an object). */
export type TextsSource = { readonly path?: readonly string[] } & (
  | { readonly type: SymbolRef }
  | { readonly schema: SymbolRef }
);

/** Which texts a type or a schema admits. A name that declares neither is unknown from its first character. */
export function textsOf(names: Names, source: TextsSource): TextsAnswer {
  const { path = [] } = source;
  if ("type" in source) return typeTexts(names, source.type, path) ?? nowhere(source.type);
  const declared = declaredBy(names.ofSymbol(source.schema));
  return declared === undefined ? nowhere(source.schema) : schemaTexts(names, declared, path);
}

function nowhere({ module }: SymbolRef): TextsAnswer {
  const start = { line: 1, column: 1, offset: 0 };
  return { kind: "unknown", location: { path: module, start, end: start } };
}
