import type { Memo, RepoPath, Workspace } from "@phasegate/workspace";
import { languageOf } from "../parse.ts";
import { type PackedMentions, packMentions } from "./mention.ts";
import { type MentionsRead, readMentions, readPlainMentions } from "./read-mentions.ts";

/** Bumped whenever the mentions of the same bytes would come out different. */
const version = 4;

/** A module that cannot be read, with offsets of where. */
interface Unparsable {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What a module names, as it is kept by the digest of its bytes. */
export type KeptMentions = PackedMentions | Unparsable;

/** From the memo, or read now; `undefined` when the file is absent. */
export function packedMentions(
  workspace: Workspace,
  memo: Memo | undefined,
  path: RepoPath,
): KeptMentions | undefined {
  const digest = workspace.digest(path);
  if (digest === undefined) return undefined;
  const space = mentionSpace(path);
  const known = memo?.get(space, digest);
  // Only this function and the threads that read ahead for it write the namespace, whose version names the shape.
  if (known !== undefined) return known as KeptMentions;
  const bytes = workspace.read(path);
  if (bytes === undefined) return undefined;
  const packed = readPacked(path, bytes);
  memo?.set(space, digest, packed);
  return packed;
}

export function readPacked(path: RepoPath, bytes: Uint8Array): KeptMentions {
  return pack(readMentions(path, bytes));
}

/** As {@link readPacked}; `undefined` for a module that needs its tree. */
export function readPlainPacked(path: RepoPath, bytes: Uint8Array): KeptMentions | undefined {
  const read = readPlainMentions(path, bytes);
  return read.kind === "needs-tree" ? undefined : pack(read);
}

function pack(read: MentionsRead): KeptMentions {
  if (read.kind === "read") return packMentions(read.mentions);
  const [problem] = read.problems;
  const [start, end] = problem?.span ?? [0, 0];
  return { message: problem?.message ?? "unknown syntax", start, end };
}

/** Where mentions of files like this one are kept. */
export function mentionSpace(path: RepoPath): string {
  return spaces[languageOf(path)];
}

const space = `code-facts/mentions/${version}`;
const spaces = {
  dts: `${space}/dts`,
  ts: `${space}/ts`,
  tsx: `${space}/tsx`,
  jsx: `${space}/jsx`,
} as const satisfies Record<ReturnType<typeof languageOf>, string>;
