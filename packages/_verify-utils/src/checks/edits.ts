import { type Edits, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { harmlessForms } from "../edits/harmless-forms.ts";
import { harmlessNames } from "../edits/harmless-names.ts";

type Apply = Probe["apply"];

/** An edit of one file's text; `undefined` means that it offers no place. */
export function editing(
  path: RepoPath,
  edit: (text: string, context: CheckContext) => string | undefined,
): Apply {
  return (context): Edits | NotApplicable => {
    const text = readText(context.workspace, path);
    if (text === undefined) return new NotApplicable(`${path} does not exist`);
    const edited = edit(text, context);
    return edited === undefined || edited === text
      ? new NotApplicable(`${path} offers no place for it`)
      : { [path]: edited };
  };
}

/** Text with what stands between two offsets replaced. */
export function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Code as a comment, also when it has one inside. */
export function commentOf(code: string): string {
  return `/* ${code.replaceAll("*/", "* /")} */`;
}

/** Edits of a module that mean nothing to any check. */
export function harmlessModuleEdits(path: RepoPath): readonly Probe[] {
  return [...plainModuleEdits(path), ...harmlessNames(path), ...harmlessForms(path)];
}

/** Those of them that leave names and expressions as they are. */
export function plainModuleEdits(path: RepoPath): readonly Probe[] {
  return [
    {
      name: "a comment on top",
      apply: editing(path, (text) => (text.startsWith("#!") ? undefined : `// A remark.\n${text}`)),
    },
    { name: "lines end with CRLF", apply: editing(path, (text) => text.replaceAll(/\r?\n/g, "\r\n")) },
    {
      name: "one more line break at every end of a statement",
      apply: editing(path, (text) => text.replaceAll(/;$/gm, ";\n")),
    },
    {
      name: "an unrelated type",
      apply: editing(path, (text) => `${text}\ntype Unrelated = { readonly one: 1 };\n`),
    },
    {
      name: "an unrelated function",
      apply: editing(
        path,
        (text) => `${text}\nfunction unrelatedHelper(): number {\n  return 1;\n}\nvoid unrelatedHelper;\n`,
      ),
    },
  ];
}

/** Edits of a Markdown document that mean nothing to any check. */
export function harmlessDocumentEdits(path: RepoPath): readonly Probe[] {
  return [
    {
      name: `${path}: a comment at the end`,
      apply: editing(path, (text) => `${text}\n<!-- X-999 is open -->\n`),
    },
    {
      name: `${path}: lines end with CRLF`,
      apply: editing(path, (text) => text.replaceAll(/\r?\n/g, "\r\n")),
    },
    {
      name: `${path}: a byte order mark`,
      apply: editing(path, (text) => `\ufeff${text.replace(/^\ufeff/, "")}`),
    },
    {
      name: `${path}: an unrelated section`,
      apply: editing(path, (text) => `${text}\n\n## Unrelated remarks\n\nX-999 is about something else.\n`),
    },
    {
      name: `${path}: another list marker`,
      apply: editing(path, (text) => text.replaceAll(/^(\s*)- (?!-)/gm, "$1* ")),
    },
  ];
}
