import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, sep } from "node:path";

/** Where a path leads, links resolved, also those that lead nowhere: of what is not there, its nearest existing folder. */
export function deepestRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "ENOTDIR")) throw error;
    const folder = deepestRealPath(dirname(path).replace(trailing, ""));
    return isLink(path) ? deepestRealPath(targetOf(path, folder)) : folder;
  }
}

const trailing = sep === "/" ? /(?<=.)\/+$/ : /(?<=.)[\\/]+$/;

/** As the system reads it: what is written before a `..` has to be there. */
function targetOf(link: string, folder: string): string {
  const target = readlinkSync(link);
  const whole = isAbsolute(target) ? target : `${folder}${sep}${target}`;
  // With a separator at its end, a path is what the link there leads to, and no link itself.
  return whole.replace(trailing, "");
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch (error) {
    if (isCode(error, "ENOTDIR")) return false;
    throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
