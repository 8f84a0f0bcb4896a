import type { RepoPath } from "@phasegate/workspace";
import type { EcmaScriptModule, StaticExportEntry, StaticImport } from "oxc-parser";
import { readCommonJs } from "./commonjs.ts";
import { parse } from "./parse.ts";
import type {
  DynamicRecord,
  ExportRecord,
  ImportedName,
  ImportRecord,
  ModuleRecord,
  StarRecord,
} from "./record.ts";

/** Reads a module's surface. The tree is only built for files that hold what the parser's module record leaves out. */
export function readRecord(path: RepoPath, text: string): ModuleRecord {
  const parsed = parse(path, text);
  if (parsed.kind === "unparsable") return parsed;
  const { module } = parsed.result;
  const dynamic = module.dynamicImports.map((one): DynamicRecord => {
    const source = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    return { kind: "import", specifier: literalText(source), span: [one.start, one.end] };
  });
  const more = mayHoldMore(text, dynamic.length)
    ? readCommonJs(parsed.result.program)
    : { dynamic: [], commonJs: false };
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
  const local = entry.localName.kind === "Name" ? entry.localName.name : null;
  return local === null ? base : { ...base, local };
}

/** `require`, CommonJS exports and `import("x")` types are not part of the parser's module record. */
function mayHoldMore(text: string, dynamicImports: number): boolean {
  if (/\brequire\b|\bexports\b|\bexport\s*=/.test(text)) return true;
  return (text.match(/\bimport\s*\(/g)?.length ?? 0) > dynamicImports;
}

function literalText(source: string): string | null {
  const literal = /^(["'`])([^"'`\\$]*)\1$/.exec(source.trim());
  return literal?.[2] ?? null;
}
