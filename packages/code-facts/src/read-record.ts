import type { RepoPath } from "@phasegate/workspace";
import type { EcmaScriptModule, StaticExportEntry, StaticImport } from "oxc-parser";
import { readCommonJs } from "./commonjs.ts";
import { mayLoad } from "./mentions/loaders.ts";
import { readLateTree } from "./names/tree.ts";
import { longestTree, parseSurface } from "./parse.ts";
import type {
  DynamicRecord,
  ExportRecord,
  ImportedName,
  ImportRecord,
  ModuleRecord,
  StarRecord,
} from "./record.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** As {@link readRecord}; bytes that are no UTF-8 make an unparsable module. */
export function readRecordBytes(path: RepoPath, bytes: Uint8Array): ModuleRecord {
  try {
    return readRecord(path, utf8.decode(bytes), bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: "unparsable", problems: [{ message: "the file is not UTF-8 text", span: [0, 0] }] };
  }
}

/** Reads a module's surface. The tree is only built for files that hold what the parser's module record leaves out. */
function readRecord(path: RepoPath, text: string, bytes?: Uint8Array): ModuleRecord {
  const parsed = parseSurface(path, text, bytes);
  if (parsed.kind === "unparsable") return parsed;
  const { module } = parsed.result;
  const dynamic = module.dynamicImports.map((one): DynamicRecord => {
    const source = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    return { kind: "import", specifier: literalText(source), span: [one.start, one.end] };
  });
  const more = mayHoldMore(text, dynamic.length) ? readMore(path, text) : { dynamic: [], commonJs: false };
  return {
    kind: "module",
    imports: module.staticImports.map((one) => importRecord(one, text)),
    ...exportRecords(module),
    dynamic: [...dynamic, ...more.dynamic],
    commonJs: more.commonJs,
  };
}

function importRecord(one: StaticImport, text: string): ImportRecord {
  const names = one.entries.map((entry): ImportedName => {
    const { kind, name } = entry.importName;
    return {
      imported: kind === "NamespaceObject" ? "*" : kind === "Default" ? "default" : (name ?? ""),
      local: entry.localName.value,
      span: [entry.localName.start, entry.localName.end],
      typeOnly: entry.isType,
    };
  });
  const typeOnly =
    names.length > 0 ? names.every((name) => name.typeOnly) : /^import\s+type\b/.test(text.slice(one.start));
  return { specifier: one.moduleRequest.value, span: [one.start, one.end], typeOnly, names };
}

function exportRecords(module: EcmaScriptModule): { exports: ExportRecord[]; stars: StarRecord[] } {
  const exports: ExportRecord[] = [];
  const stars: StarRecord[] = [];
  for (const { entries } of module.staticExports) {
    for (const entry of entries) {
      if (entry.moduleRequest !== null && entry.importName.kind === "AllButDefault") {
        stars.push({
          specifier: entry.moduleRequest.value,
          span: [entry.start, entry.end],
          typeOnly: entry.isType,
        });
      } else exports.push(exportRecord(entry));
    }
  }
  return { exports, stars };
}

function exportRecord(entry: StaticExportEntry): ExportRecord {
  const exported = entry.exportName.kind === "Default" ? "default" : (entry.exportName.name ?? "");
  const base = { exported, span: [entry.start, entry.end], typeOnly: entry.isType } as const;
  if (entry.moduleRequest !== null) {
    const imported = entry.importName.kind === "All" ? "*" : (entry.importName.name ?? "");
    return { ...base, from: { specifier: entry.moduleRequest.value, imported } };
  }
  // `export default name` gives the name as well; an expression or an anonymous function gives none.
  const local = entry.localName.name;
  return local === null ? base : { ...base, local };
}

/** `require`, CommonJS exports and `import("x")` types are not part of the parser's module record. */
function mayHoldMore(text: string, dynamicImports: number): boolean {
  if (mayLoad(text) || /\bexports\s*[.[=]|\bmodule\s*[.[]|\bexport\s*=/.test(text)) return true;
  return (text.match(/\bimport\s*\(/g)?.length ?? 0) > dynamicImports;
}

function readMore(path: RepoPath, text: string): ReturnType<typeof readCommonJs> {
  // Of what is too long or too deep for that, it is not known what it loads.
  const unknown = {
    dynamic: mayLoad(text) ? [{ kind: "require", specifier: null, span: [0, 0] } as const] : [],
    commonJs: false,
  };
  if (text.length > longestTree) return unknown;
  const tree = readLateTree(path, text);
  if (tree.kind === "unparsable") return unknown;
  try {
    return readCommonJs(tree);
  } catch (error) {
    if (error instanceof RangeError) return unknown;
    throw error;
  }
}

function literalText(source: string): string | null {
  const literal = /^(["'`])([^"'`\\$]*)\1$/.exec(source.trim());
  return literal?.[2] ?? null;
}
