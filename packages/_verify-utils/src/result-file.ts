import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@phasegate/workspace";

/** Folder of everything that a run may leave behind, in the root of the repository; ignored by git. */
export const outputFolder = ".phasegate";

/** Where a run of a suite or of gates leaves its document. It is an output: nothing reads it to decide. */
export function resultFile(root: string, target: string) {
  const path = join(root, outputFolder, "results", `${target.replaceAll(/[^a-z0-9-]+/gi, "_")}.json`);
  return {
    clear: () => rmSync(path, { force: true }),
    /** Replaces it in one step, so that a reader sees a whole document or none. */
    write: (text: string) => writeWhole(path, text),
  };
}
