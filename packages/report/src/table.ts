interface TableRow {
  /** One column wide, may be coloured. */
  readonly mark: string;
  /** A name, then figures. */
  readonly cells: readonly string[];
}

export interface TableOptions {
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
  /** Columns that the table may take. */
  readonly width: number;
  readonly dim: (text: string) => string;
}

/** Names to the left, figures to the right; names that are too long are cut in the middle. */
export function table({ head, rows, width, dim }: TableOptions): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const [wanted = 0, ...figures] = widths;
  const taken = figures.reduce((sum, one) => sum + one + 2, 4);
  const first = Math.max(12, Math.min(wanted, width - taken));
  const line = (cells: readonly string[]): string => {
    const [name = "", ...rest] = cells;
    const figured = rest.map((cell, index) => cell.padStart((figures[index] ?? 0) + 2));
    return (cut(name, first).padEnd(first) + figured.join("")).trimEnd();
  };
  return [`    ${dim(line(head))}`, ...rows.map(({ mark, cells }) => `  ${mark} ${line(cells)}`)].join("\n");
}

/** A text that fits, with what is left out marked at its end. */
export function shortened(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text;
}

/** A list in lines that fit. */
export function wrapped(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = last === undefined ? part : `${last}, ${part}`;
    if (last !== undefined && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}
