import type { MarkdownDocument } from "../markdown/document.ts";
import { rawLine } from "../markdown/raw.ts";
import { type Declaration, normaliseKey } from "./declaration.ts";
import { rawDeclaration, rawPairs } from "./raw-pair.ts";
import { parseYaml, type YamlPair } from "./yaml.ts";

/**
 * Declarations of a YAML mapping that starts at `base` in the document. Text that is no valid YAML is read line by
 * line, as a reader would: `status: {accepted` still says something.
 */
export function yamlDeclarations(document: MarkdownDocument, yaml: string, base: number): Declaration[] {
  const { pairs, error } = parseYaml(yaml);
  if (pairs !== null && error === null) return pairs.map((pair) => yamlDeclaration(document, pair, base));
  return rawPairs(yaml, base).map((pair) => rawDeclaration(document, pair));
}

function yamlDeclaration(document: MarkdownDocument, pair: YamlPair, base: number): Declaration {
  const end = pair.values.at(-1)?.end ?? pair.end;
  return {
    document,
    key: normaliseKey(pair.key),
    written: pair.key,
    lines: pair.values
      .map((value) => rawLine(document.text, base + value.start, base + value.end))
      .filter((line) => line.text !== ""),
    location: document.lines.location(base + pair.start, base + end),
  };
}
