import { homedir, tmpdir } from "node:os";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { RepoPath } from "@phasegate/workspace";

/** Takes the machine out of what is written down: paths become relative to the repository root, colours go. */
export interface Portable {
  text(input: string): string;
  /** The repository path of an absolute path or file URL; `null` outside the repository and inside installed packages. */
  path(absolute: string): RepoPath | null;
}

export function portable(root: string): Portable {
  const places: readonly (readonly [string, string])[] = [
    [`file://${root}/`, ""],
    [root + sep, ""],
    [root, "."],
    [tmpdir(), "<tmp>"],
    [homedir(), "~"],
  ];
  const text = (input: string) => {
    let result = stripVTControlCharacters(input);
    for (const [place, name] of places) if (place.length > 1) result = result.replaceAll(place, name);
    return result.replace(
      /(?:[^\s"'`()]*\/)?node_modules\/\.pnpm\/[^/\s]+\/node_modules\//g,
      "node_modules/",
    );
  };
  const path = (absolute: string) => {
    const [plain = ""] = (absolute.startsWith("file:") ? fileURLToPath(absolute) : absolute).split("?");
    const slashed = sep === "\\" ? plain.replaceAll("\\", "/") : plain;
    const prefix = `${sep === "\\" ? root.replaceAll("\\", "/") : root}/`;
    if (!slashed.startsWith(prefix)) return null;
    const inside = slashed.slice(prefix.length);
    return /(^|\/)node_modules\//.test(inside) ? null : inside;
  };
  return { text, path };
}
