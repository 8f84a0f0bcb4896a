import type { UnreadableProblem } from "../model/problem.ts";
import type { LineIndex } from "./lines.ts";

export function excess(_text: string, _lines: LineIndex): UnreadableProblem | null {
  return null;
}
