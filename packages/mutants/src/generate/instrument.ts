import type { Edit } from "../operators/operator.ts";
import type { Source } from "../syntax/source.ts";
import type { Unit } from "./units.ts";

/**
 * The module's text with a mark at the beginning of itself and of each function: a mark that is passed appends the
 * function's index, as a line, to a file. A file, and no variable, because processes that tests start load the module too.
 * @param file absolute path
 */
export function instrument(source: Source, units: readonly Unit[], file: string): string {
  const marks = units.flatMap((unit) => (unit.node === undefined ? [] : marksOf(unit, unit.node)));
  const text = marks
    .sort((a, b) => b.start - a.start || order(b) - order(a))
    .reduce((all, { start, text: mark }) => all.slice(0, start) + mark + all.slice(start), source.text);
  return `${text}\n${recorder(file)}\n`;
}

interface Mark {
  readonly start: Edit["start"];
  readonly text: string;
}

function marksOf(unit: Unit, node: NonNullable<Unit["node"]>): readonly Mark[] {
  const { body } = node;
  if (body === null) return [];
  const call = `__phasegateMark(${unit.index})`;
  if (body.type !== "BlockStatement") {
    return [
      { start: body.start, text: `(${call}, ` },
      { start: body.end, text: ")" },
    ];
  }
  const directive = body.body.findLast((one) => "directive" in one && typeof one.directive === "string");
  return [{ start: directive?.end ?? body.start + 1, text: `;${call};` }];
}

/** Of two marks in one place, the one that closes stands first. */
function order({ text }: Mark): number {
  return text === ")" ? 0 : 1;
}

/** A function declaration, so that it can be called before the module's end is reached; it survives mocked modules. */
function recorder(file: string): string {
  return [
    "var __phasegateMarks;",
    "function __phasegateMark(index) {",
    "  __phasegateMarks ??= { seen: new Set(), append: process.getBuiltinModule('node:fs').appendFileSync };",
    "  if (__phasegateMarks.seen.has(index)) return;",
    "  __phasegateMarks.seen.add(index);",
    `  __phasegateMarks.append(${JSON.stringify(file)}, index + "\\n");`,
    "}",
    "__phasegateMark(0);",
  ].join("\n");
}
