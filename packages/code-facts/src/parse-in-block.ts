import { isDeepStrictEqual } from "node:util";
import type { ParseResult, ParserOptions } from "oxc-parser";
import { getBufferOffset, parseRawSync, rawTransferSupported } from "oxc-parser/src-js/bindings";
import {
  ACTIVE_SIZE,
  BLOCK_ALIGN,
  BLOCK_SIZE,
  BUFFER_SIZE,
  DATA_POINTER_POS_32,
  PROGRAM_OFFSET,
} from "oxc-parser/src-js/generated/constants";
import { type BlockViews, deserialize } from "oxc-parser/src-js/generated/deserialize/ts";

/**
 * The parser writes what it read where JavaScript can read it (oxc's "raw transfer"), so that a tree that nobody asks
 * for need not be handed over. The parser's own way there asks for Node.js 22; all that it takes is a buffer of 6 GiB,
 * which Node.js 20 has as well. Of that, only pages that were used take memory, and they do until the thread ends.
 */
interface Block {
  readonly whole: Uint8Array;
  readonly views: BlockViews;
}

/** Bytes from the beginning of a tree to the lengths of its lists of directives and of statements. */
const lengthsInProgram = [88 + 8, 112 + 8];

const encoder = new TextEncoder();

/**
 * As `parseSync` without the tree. `undefined` where the parser's memory cannot be read so.
 * @param options with `astType: "ts"`
 */
export function parseInBlock(
  path: string,
  text: string,
  options: ParserOptions,
): Omit<ParseResult, "program"> | undefined {
  block ??= makeBlock();
  if (block === "impossible" || !fitsInBlock(text)) return undefined;
  const { program: _left, ...surface } = parseIn(block, path, text, options);
  return surface;
}

/** The parser sets room aside for every name in each import statement, and shows a whole line with each error. */
const mostRoom = 10_000_000;
const longestLine = 50_000;

/** Whether what is read of a text has room in a block, which would end the process otherwise. */
function fitsInBlock(text: string): boolean {
  if (text.length <= 20_000) return true;
  const imports = text.match(/\bimport\b/g)?.length ?? 0;
  // Few texts have so many that their commas matter.
  const names = imports < 100 ? 0 : (text.match(/,/g)?.length ?? 0);
  if (imports * (imports + names) > mostRoom) return false;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
    if (end - start > longestLine) return false;
    start = end + 1;
  }
  return text.length - start <= longestLine;
}

let block: Block | undefined | "impossible";

function parseIn(
  { whole, views }: Block,
  path: string,
  text: string,
  options: ParserOptions,
  withTree = false,
): ReturnType<typeof deserialize> {
  // A text ends where its part of a block ends, at most: UTF-8 takes up to three bytes for a unit.
  const most = text.length * 3;
  const start = ACTIVE_SIZE - most;
  const { written } = encoder.encodeInto(text, new Uint8Array(whole.buffer, whole.byteOffset + start, most));
  parseRawSync(path, whole, start, written, options);
  if (!withTree) leaveOutTree(views);
  return deserialize(views, text, start, written);
}

/** Its lists are made empty before anything is made of them. @throws RangeError where a block does not say where it lies */
function leaveOutTree({ int32 }: BlockViews): void {
  const program = int32[DATA_POINTER_POS_32];
  if (program === undefined) throw new RangeError("the parser's block is too small");
  for (const length of lengthsInProgram) int32[(program + PROGRAM_OFFSET + length) >> 2] = 0;
}

function makeBlock(): Block | "impossible" {
  // Windows sets memory aside for pages that nobody uses, too.
  if (process.platform === "win32" || !rawTransferSupported()) return "impossible";
  try {
    // V8 would collect garbage for 6 GiB that belong to its heap; those that are shared do not.
    const memory = new SharedArrayBuffer(BLOCK_SIZE + BLOCK_ALIGN);
    const offset = getBufferOffset(new Uint8Array(memory, 0, BLOCK_SIZE));
    const views = Object.assign(new Uint8Array(memory, offset, BUFFER_SIZE), {
      int32: new Int32Array(memory, offset, BUFFER_SIZE / Int32Array.BYTES_PER_ELEMENT),
      float64: new Float64Array(memory, offset, BUFFER_SIZE / Float64Array.BYTES_PER_ELEMENT),
    });
    const made = { whole: new Uint8Array(memory, offset, BLOCK_SIZE), views };
    return leavesOutTrees(made) ? made : "impossible";
  } catch (error) {
    // Too little address space, or a runtime or parser that does it otherwise: what is handed over says the same.
    if (error instanceof Error) return "impossible";
    throw error;
  }
}

/** Where the lists of a tree lie is the parser's own business: it is tried out. */
function leavesOutTrees(made: Block): boolean {
  const text = `"use x"; import a, { type b } from "c"; export * from "d"; f(import("e")); // g`;
  const { program: whole, ...rest } = parseIn(made, "tried.ts", text, {}, true);
  const { program: empty, ...others } = parseIn(made, "tried.ts", text, {});
  return whole.body.length === 4 && empty.body.length === 0 && isDeepStrictEqual(others, rest);
}
