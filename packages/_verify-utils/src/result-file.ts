import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@phasegate/workspace";

/** Folder of everything that a run may leave behind, in the root of the repository; ignored by git. */
export const outputFolder = ".phasegate";

/** How the names of what a run leaves behind end; its own document is the first. */
const ends = ["json", "proof.json", "mutation.json"] as const;
export type ResultEnd = (typeof ends)[number];

/** Where a run of a suite or of gates leaves its documents. They are outputs: nothing reads them to decide. */
export function resultFile(root: string, target: string) {
  const start = join(root, outputFolder, "results", target.replaceAll(/[^a-z0-9-]+/gi, "_"));
  return {
    clear: () => {
      for (const end of ends) rmSync(`${start}.${end}`, { force: true });
    },
    /** Replaces it in one step, so that a reader sees a whole document or none. */
    write: (text: string | readonly string[], end: ResultEnd = "json") => writeWhole(`${start}.${end}`, text),
  };
}
