/** The source lines between two offsets; from the second on, without the indentation and quote marks before the text. */
export function sourceLines(source: string, start: number, end: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let from = start;
  for (const ending of source.slice(start, end).matchAll(/\r\n|\n|\r/g)) {
    lines.push(shown(source, from, start + ending.index, from > start));
    from = start + ending.index + ending[0].length;
  }
  lines.push(shown(source, from, end, from > start));
  return lines;
}

function shown(
  source: string,
  start: number,
  end: number,
  continued: boolean,
): { start: number; end: number } {
  if (!continued) return { start, end };
  const indentation = /^[ \t>]*/.exec(source.slice(start, end))?.[0].length ?? 0;
  return { start: start + indentation, end };
}
