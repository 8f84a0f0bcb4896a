import { type RepoPath, readText } from "@phasegate/workspace";
import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { CheckContext } from "../check.ts";
import type { Part, Settings } from "./part.ts";

/** Aliases of one another could unfold exponentially. */
const maxParts = 20_000;
const maxDepth = 64;

/** Raised inside while reading a file, and answered as `unreadable`. */
class Unreadable extends Error {}

/** A file of settings with the places of its parts: YAML by its name, otherwise JSON with comments. */
export function readSettings(
  { workspace, memo }: Pick<CheckContext, "workspace" | "memo">,
  path: RepoPath,
): Settings {
  if (workspace.entry(path) !== "file") return { kind: "absent", path };
  const digest = workspace.digest(path) ?? "";
  const namespace = "verify-utils/settings/1";
  const known = memo.get(namespace, `${path}\0${digest}`);
  if (isKept(known)) return { ...known, path };
  const answer = parse(path, readText(workspace, path) ?? "");
  memo.set(namespace, `${path}\0${digest}`, answer);
  return answer;
}

/** What this module itself put into the memo. */
function isKept(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && "kind" in value && "path" in value;
}

function parse(path: RepoPath, withMark: string): Settings {
  const source = withMark.replace(/^\ufeff/, "");
  try {
    const root = /\.ya?ml$/.test(path) ? fromYaml(source) : fromJson(source);
    return { kind: "read", path, root };
  } catch (error) {
    if (!(error instanceof Unreadable) && !(error instanceof RangeError)) throw error;
    return { kind: "unreadable", path, why: error.message };
  }
}

function fromYaml(source: string): Part {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new Unreadable(error.message.split("\n")[0] ?? "");
  let count = 0;
  const at = (offset: number | undefined) => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const convert = (node: unknown, depth: number): Part => {
    count += 1;
    if (count > maxParts || depth > maxDepth) throw new Unreadable("it holds too much");
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) throw new Unreadable(`there is no anchor ${node.source}`);
      return convert(target, depth + 1);
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): readonly [string, Part] => {
        const name: unknown = isScalar(key) ? key.value : undefined;
        if (typeof name !== "string" && typeof name !== "number" && typeof name !== "boolean")
          throw new Unreadable("a key is no text");
        const from = isScalar(key) ? at(key.range?.[0]) : at(0);
        const part = value === null ? nothing(from) : convert(value, depth + 1);
        // A key is where one looks for a map, a list or nothing.
        return [String(name), part.kind === "scalar" && part.value !== null ? part : { ...part, ...from }];
      });
      return { kind: "map", entries, ...at(node.range?.[0]) };
    }
    if (isSeq(node)) {
      return {
        kind: "list",
        items: node.items.map((item) => convert(item, depth + 1)),
        ...at(node.range?.[0]),
      };
    }
    if (!isScalar(node)) return nothing(at(0));
    const { value } = node;
    const place = at(node.range?.[0]);
    const rest = restOfLine(source, node.range?.[1] ?? 0);
    if (
      value === null ||
      typeof value === "string" ||
      typeof value === "number" ||
      typeof value === "boolean"
    )
      return { kind: "scalar", value, ...place, after: rest };
    return { kind: "scalar", value: String(value), ...place, after: rest };
  };
  return convert(document.contents, 0);
}

function nothing(place: { line: number; column: number }): Part {
  return { kind: "scalar", value: null, ...place, after: "" };
}

function restOfLine(source: string, from: number): string {
  return /^[^\r\n]*/.exec(source.slice(from, from + 200))?.[0] ?? "";
}

function fromJson(source: string): Part {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (tree === undefined || error !== undefined)
    throw new Unreadable(error === undefined ? "it is empty" : printParseErrorCode(error.error));
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const at = (offset: number) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  const convert = (node: JsonNode, depth: number): Part => {
    if (depth > maxDepth) throw new Unreadable("it nests too deeply");
    const place = at(node.offset);
    if (node.type === "object") {
      const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
        key === undefined || value === undefined
          ? []
          : [[String(key.value), convert(value, depth + 1)] as const],
      );
      return { kind: "map", entries, ...place };
    }
    if (node.type === "array")
      return { kind: "list", items: (node.children ?? []).map((item) => convert(item, depth + 1)), ...place };
    const value: unknown = node.value;
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return { kind: "scalar", value: isPlain ? value : null, ...place, after: "" };
  };
  return convert(tree, 0);
}
