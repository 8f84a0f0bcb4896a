import type { RepoPath } from "@phasegate/workspace";
import type { Comment, EcmaScriptModule } from "oxc-parser";
import { readLateTree, tooDeep } from "../names/tree.ts";
import { languageOf, longestTree, type ParseProblem, parseSurface, type Surface } from "../parse.ts";
import { docMentions, referenceMentions, withoutComments } from "./comment-mentions.ts";
import { hidesLetters } from "./loaders.ts";
import { type Mention, type PlacedMention, placeMentions } from "./mention.ts";
import { treeMentions } from "./tree-mentions.ts";

export type MentionsRead =
  | { readonly kind: "read"; readonly mentions: readonly PlacedMention[] }
  | { readonly kind: "unparsable"; readonly problems: readonly ParseProblem[] };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A module whose tree has to be looked at, with what is known without it. */
interface NeedsTree {
  readonly kind: "needs-tree";
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly mentions: readonly Mention[];
}

/** Every file and package that a module names. The tree is only built for text that may hold what the parser's record leaves out. */
export function readMentions(path: RepoPath, bytes: Uint8Array): MentionsRead {
  const plain = readPlainMentions(path, bytes);
  if (plain.kind !== "needs-tree") return plain;
  const { text, comments, mentions } = plain;
  const read = (more: readonly Mention[]): MentionsRead => {
    return { kind: "read", mentions: placeMentions([...mentions, ...more], text) };
  };
  if (text.length > longestTree) return read([{ kind: "require", text: "", computed: true, offset: 0 }]);
  const tree = readLateTree(path, text);
  if (tree.kind === "unparsable") return tree;
  try {
    return read(treeMentions(tree, comments));
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** As {@link readMentions}, where a tree is not needed. */
export function readPlainMentions(path: RepoPath, bytes: Uint8Array): MentionsRead | NeedsTree {
  const text = decoded(bytes);
  if (text === undefined)
    return { kind: "unparsable", problems: [{ message: "the file is not UTF-8 text", span: [0, 0] }] };
  const parsed = parseSurface(path, text, bytes);
  if (parsed.kind === "unparsable") return parsed;
  const { module, comments } = parsed.result;
  const mentions = [...staticMentions(module, text), ...commentMentions(path, text, parsed.result)];
  const dynamic = mayHoldMore(text, parsed.result) ? undefined : plainDynamics(module, text);
  if (dynamic === undefined) return { kind: "needs-tree", text, comments, mentions };
  return { kind: "read", mentions: placeMentions([...mentions, ...dynamic], text) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function staticMentions(
  { staticImports, staticExports }: EcmaScriptModule,
  text: string,
): readonly Mention[] {
  const found = new Map<number, Mention>();
  const add = ({ value, start: offset }: { value: string; start: number }, isType: boolean): void => {
    const kind = isType && found.get(offset)?.kind !== "value" ? "type" : "value";
    found.set(offset, { kind, text: value, computed: false, offset });
  };
  for (const { moduleRequest, entries, start } of staticImports) {
    const isType =
      entries.length > 0
        ? entries.every((entry) => entry.isType)
        : /^import\s+type\b/.test(text.slice(start, moduleRequest.start));
    add(moduleRequest, isType);
  }
  for (const { entries } of staticExports)
    for (const { moduleRequest, isType } of entries) if (moduleRequest !== null) add(moduleRequest, isType);
  return [...found.values()];
}

/** `import("x")` of plain literals, or nothing when one of them is not. */
function plainDynamics({ dynamicImports }: EcmaScriptModule, text: string): readonly Mention[] | undefined {
  const found: Mention[] = [];
  for (const { moduleRequest } of dynamicImports) {
    const named = /^(["'`])([^"'`\\$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
    if (named === undefined) return undefined;
    found.push({ kind: "dynamic", text: named, computed: false, offset: moduleRequest.start });
  }
  return found;
}

function commentMentions(path: RepoPath, text: string, result: Surface): readonly Mention[] {
  const references = /\/\/\/\s*<reference\s/i.test(text) ? referenceMentions(text, result.comments) : [];
  const isScript = languageOf(path) === "jsx";
  const docs = isScript && /@import\s|\bimport\(/.test(text) ? docMentions(result.comments) : [];
  return [...references, ...docs];
}

/** A word for each form that {@link treeMentions} knows; too often true, never too seldom. */
const hints =
  /\brequire\b(?![ \t]+(?!as\b|satisfies\b)[a-zA-Z])|\bcreateRequire\b|\bgetBuiltinModule\b|\bimport\s*\.\s*meta\b|\b(?:mock|doMock|unmock|doUnmock|dontMock|setMock|importActual|importMock|requireActual|requireMock|createMockFromModule)\b|(?<![.\w/\-"'])module\s*["']|\bexport\s*(?:type\s*)?\{\s*\}/g;
const calls = /\bimport\s*(?:\.\s*\w+\s*)?\(/g;
/** Blanks to the parser and TypeScript, and not to regular expressions. */
const otherBlanks = /[\u0085\u180e\u200b]/g;

function mayHoldMore(text: string, { module, comments }: Surface): boolean {
  if (hidesLetters(text)) return true;
  // Between two words, a comment is a blank like any other.
  const code = withoutComments(text, comments).replace(otherBlanks, " ");
  return isHinted(code) || (code.match(calls)?.length ?? 0) > module.dynamicImports.length;
}

/**
 * Where its own place is in a module matters only where a URL, a `resolve` or a glob is made with it, and what is mocked only
 * where a mocker is named.
 */
function isHinted(code: string): boolean {
  const all = [...code.matchAll(hints)];
  if (all.length === 0) return false;
  const usesPlace = /\bURL\b|resolve|glob/.test(code);
  const mocks = /\b(?:vi|vitest|jest)\b/.test(code);
  return all.some(({ 0: hint, index }) => {
    if (/^import\s*\./.test(hint)) return usesPlace;
    if (hint.startsWith("export")) return true;
    if (/mock|Actual/i.test(hint)) return mocks;
    return !/^module\b/.test(hint) || namesMore(code, index + hint.length);
  });
}

/** Whether a declared module has a name that may be relative, or something that imports may follow. */
function namesMore(text: string, start: number): boolean {
  return /[.\\]/.test(text[start] ?? "") || /\b(?:import|from)\b/.test(text.slice(start));
}
