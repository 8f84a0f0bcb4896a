import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "@phasegate/workspace";
import { type EvidenceDocument, runningDocumentSchema } from "../document.ts";

/** Writes a package's evidence so that a reader sees one whole document or another. */
export class EvidenceStore {
  readonly #file: string;
  readonly #run: string;

  constructor(file: string, run: string) {
    this.#file = file;
    this.#run = run;
  }

  /** Takes the place of whatever lay there. */
  claim(document: EvidenceDocument): void {
    this.#replace(document);
  }

  /**
   * Writes, unless another run has begun since: its word will be the last. Anything else that lies there now was not
   * written by a run that goes on, and has to give way.
   * @returns whether it was written
   */
  finish(document: EvidenceDocument): boolean {
    const other = this.#running();
    if (other !== undefined && other !== this.#run) return false;
    this.#replace(document);
    return true;
  }

  /** The run that holds the file. */
  #running(): string | undefined {
    if (!existsSync(this.#file)) return undefined;
    const parsed = runningDocumentSchema.safeParse(jsonOf(readFileSync(this.#file, "utf8")));
    return parsed.data?.run;
  }

  #replace(document: EvidenceDocument): void {
    writeWhole(this.#file, `${JSON.stringify(document)}\n`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
