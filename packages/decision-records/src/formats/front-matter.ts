import type { Declaration } from "../declare/declaration.ts";
import { rawDeclaration, rawPairs } from "../declare/raw-pair.ts";
import { yamlDeclarations } from "../declare/yaml-declarations.ts";
import type { RecordFormat } from "../format.ts";
import type { MarkdownDocument, Scope } from "../markdown/document.ts";
import { span } from "../markdown/inline.ts";

/** YAML (`---`) or TOML (`+++`) before everything else, as in MADR 4, EIPs and site generators. */
const frontMatter: RecordFormat = { kind: "record", name: "front-matter", declarations };

export default frontMatter;

function declarations({ document, nodes }: Scope): Declaration[] {
  const [node] = nodes;
  const type: string | undefined = node?.type;
  if (node === undefined || (type !== "yaml" && type !== "toml")) return [];
  const { start, end } = span(node);
  const fence = /^[^\r\n]*\r?\n?/.exec(document.text.slice(start, end))?.[0].length ?? 0;
  const body = document.text.slice(start + fence, end).replace(/(?:---|\+\+\+)[ \t]*$/, "");
  if (node.type !== "yaml") return tomlDeclarations(document, body, start + fence);
  return yamlDeclarations(document, body, start + fence);
}

function tomlDeclarations(document: MarkdownDocument, body: string, base: number): Declaration[] {
  const colons = body.replace(/^([ \t]*[\w-]+[ \t]*)=/gm, "$1:");
  return rawPairs(colons, base).map((pair) => rawDeclaration(document, pair));
}
