import type { Location } from "../model/location.ts";
import { type DataReading, type Place, pointerOf } from "./data.ts";

type Ends = Pick<Location, "path"> & {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
};

/** Where a value stands; of one that is not there, where the nearest around it stands. */
export function placeOfData(path: string, reading: DataReading, at: readonly PropertyKey[]): Ends {
  for (let length = at.length; length > 0; length--) {
    const pointer = pointerOf(at.slice(0, length));
    // Of what lacks something, its key is where a reader looks.
    const place =
      length < at.length ? (reading.keys[pointer] ?? reading.places[pointer]) : reading.places[pointer];
    if (place !== undefined) return ends(path, place);
  }
  return ends(path, [1, 1, 1, 1]);
}

/** Where the key of a value stands. */
export function placeOfKey(path: string, reading: DataReading, at: readonly PropertyKey[]): Ends {
  const place = reading.keys[pointerOf(at)];
  return place === undefined ? placeOfData(path, reading, at) : ends(path, place);
}

function ends(path: string, [line, column, endLine, endColumn]: Place): Ends {
  return { path, start: { line, column }, end: { line: endLine, column: endColumn } };
}
