// Parts of oxc-parser that it exports without types.
declare module "oxc-parser/src-js/bindings" {
  import type { ParserOptions } from "oxc-parser";

  /** Whether JavaScript can read the parser's memory as it is: little-endian, 64 bits. */
  export function rawTransferSupported(): boolean;
  /** Offset in a buffer of the first address that is aligned as a block must be. */
  export function getBufferOffset(buffer: Uint8Array): number;
  /** Parses the UTF-8 text that lies in a block from `start`, `length` bytes of it, and leaves in the block what it read. */
  export function parseRawSync(
    path: string,
    block: Uint8Array,
    start: number,
    length: number,
    options: ParserOptions,
  ): void;
}

declare module "oxc-parser/src-js/generated/constants" {
  /** Bytes of a block, and the alignment of its first. */
  export const BLOCK_SIZE: number;
  export const BLOCK_ALIGN: number;
  /** Bytes of a block that JavaScript reads, and of those, the ones that hold the text and what was read. */
  export const BUFFER_SIZE: number;
  export const ACTIVE_SIZE: number;
  /** Where in a block it says where what was read begins; counted in 32-bit integers. */
  export const DATA_POINTER_POS_32: number;
  /** Where the tree begins in that. */
  export const PROGRAM_OFFSET: number;
}

declare module "oxc-parser/src-js/generated/deserialize/ts" {
  import type { ParseResult } from "oxc-parser";

  /** A block, read by bytes, integers and floating-point numbers. */
  export interface BlockViews extends Uint8Array {
    readonly int32: Int32Array;
    readonly float64: Float64Array;
  }

  /** What a block holds. `start` and `length` say where the text lies in it as UTF-8. */
  export function deserialize(
    block: BlockViews,
    text: string,
    start: number,
    length: number,
  ): { [Part in keyof ParseResult]: ParseResult[Part] };
}
