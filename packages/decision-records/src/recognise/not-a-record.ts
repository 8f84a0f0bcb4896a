import { basename, dirname } from "node:path/posix";
import { idOfName } from "../identity/id.ts";
import { recordName } from "../identity/identify.ts";
import type { Evidence } from "./evidence.ts";
import { isDecisionFolderName, namesIndex, stem } from "./path.ts";

/**
 * A page that introduces a folder. `0001-slug/README.md` is the decision of its folder instead, and so is a page that
 * is written like one in a folder of its own.
 */
export function isIndex(path: string, evidence: Evidence | null): boolean {
  if (!namesIndex(path)) return false;
  const folder = basename(dirname(path));
  const name = recordName(path);
  if (name === stem(path)) return true;
  if (idOfName(name) !== null || /^(?:19|20)\d\d-\d\d-\d\d[-_]/.test(name)) return false;
  if (evidence === null || isDecisionFolderName(folder)) return true;
  return !(evidence.knownStatus && (evidence.decisionHeading || evidence.folder !== null));
}
