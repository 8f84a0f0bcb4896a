import type { RepoPath } from "@phasegate/workspace";

/** Paths that a glob names: at the root and below, with short and long words for what is open. */
export function examplesOf(glob: string): readonly RepoPath[] {
  const bare = glob.replace(/^\*\*\//, "");
  return ["", "docs/pass-01/"].flatMap((folder) =>
    ["X", "1_of-two.words"].map((word) => `${folder}${bare.replaceAll(/\*+/g, word)}`),
  );
}
