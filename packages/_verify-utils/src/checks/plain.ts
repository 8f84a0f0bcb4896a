/** Words without marks, case and spacing. */
export function plain(text: string | undefined): string {
  return unmarked(text).toLowerCase();
}

/** What names a thing, without marks and spacing; its case is part of the name. */
export function unmarked(text: string | undefined): string {
  return (text ?? "")
    .replaceAll(/[`*]|(?<![\w/.-])_|_(?![\w/.-])/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
