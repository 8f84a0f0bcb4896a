import { homedir, tmpdir } from "node:os";
import { posix, sep } from "node:path";
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
  const places = [
    [`file://${root}/`, ""],
    [root + sep, ""],
    [root, "."],
    [tmpdir(), "<tmp>"],
    [homedir(), "~"],
  ] as const;
  const text = (input: string) => {
    let result = stripVTControlCharacters(input);
    for (const [place, name] of places) if (place.length > 1) result = result.replaceAll(whole(place), name);
    return result.replace(
      /(?:[^\s"'`()]*\/)?node_modules\/\.pnpm\/[^/\s]+\/node_modules\//g,
      "node_modules/",
    );
  };
  const prefix = `${slashed(root)}/`;
  const path = (absolute: string) => {
    const plain = posix.normalize(slashed(withoutScheme(absolute).split("?")[0] ?? ""));
    const inside = plain.startsWith(prefix) ? plain.slice(prefix.length) : "";
    return inside === "" || /(^|\/)node_modules\//.test(inside) ? null : inside;
  };
  return { text, path };
}

/** Matches a path where it does not go on: `/repo` in `/repo:1`, not in `/repository`. */
function whole(place: string): RegExp {
  const escaped = place.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(/[/\\]$/.test(place) ? escaped : `${escaped}(?![\\w.-])`, "g");
}

/** The path of a file URL on this machine; anything else as it is. */
function withoutScheme(input: string): string {
  if (!input.startsWith("file:")) return input;
  try {
    return fileURLToPath(input);
  } catch (error) {
    // No URL, one of another host, with an escaped slash, or with escapes that are no UTF-8.
    if (error instanceof TypeError || error instanceof URIError) return input;
    throw error;
  }
}

function slashed(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
