/** An introduction and the entries of a register, to be written in another format. */
export function entriesOf(register: string): { readonly intro: string; readonly list: readonly string[] } {
  const [intro = "", ...list] = register.split(/(?=^### )/m);
  return { intro, list };
}

/** The keys of an entry as a table, values in one cell. */
export function asTable(entry: string): string {
  const [heading = "", ...lines] = entry.trim().split("\n");
  const rows: string[] = [];
  for (const line of lines) {
    const key = /^- `(\w+)`: ?(.*)$/.exec(line);
    const item = /^ {2}- (.*)$/.exec(line)?.[1];
    if (key !== null) rows.push(`| ${key[1]} | ${key[2]}`);
    else if (item !== undefined) rows.push(`${rows.pop()}${rows.at(-1) === undefined ? "" : " "}${item}<br>`);
  }
  return `${heading}\n\n| key | value |\n| --- | --- |\n${rows.map((row) => `${row} |`).join("\n")}\n\n`;
}

/** The keys of an entry as headings. */
export function asHeadings(entry: string): string {
  return entry
    .replace(
      /^- `(\w+)`: ?(.*)$/gm,
      (_, key: string, value: string) => `#### ${key.replaceAll("_", " ")}\n\n${value}\n`,
    )
    .replace(/^ {2}- /gm, "- ");
}

export function asFile(entry: string): [string, string] {
  const id = /^### (D-\d+)/.exec(entry)?.[1] ?? "";
  return [
    `docs/decisions/${id}.md`,
    asHeadings(entry)
      .replaceAll(/^#(#+)/gm, "$1")
      .replace("## D", "# D"),
  ];
}
