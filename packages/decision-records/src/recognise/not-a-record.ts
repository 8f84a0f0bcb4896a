import { idOfName } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { namesIndex, namesTemplate, stem } from "./path.ts";

/** A page that introduces a folder; `0001-slug/README.md` is the decision of its folder instead. */
export function isIndexFile({ path }: MarkdownDocument): boolean {
  if (!namesIndex(path)) return false;
  const name = recordName(path);
  return name === stem(path) || (idOfName(name) === null && !/^(?:19|20)\d\d-\d\d-\d\d[-_]/.test(name));
}

export function isTemplateFile({ path }: MarkdownDocument): boolean {
  return namesTemplate(path);
}
