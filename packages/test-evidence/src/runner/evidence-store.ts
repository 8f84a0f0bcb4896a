import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { EvidenceDocument } from "../document.ts";

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
    mkdirSync(dirname(this.#file), { recursive: true });
    this.#replace(document);
  }

  /** Writes unless a later run has claimed the file since. @returns whether it was written */
  finish(document: EvidenceDocument): boolean {
    if (!this.#isOwn()) return false;
    this.#replace(document);
    return true;
  }

  #isOwn(): boolean {
    try {
      const text = readFileSync(this.#file, "utf8");
      return text.includes(`"run":${JSON.stringify(this.#run)}`);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return true;
      throw error;
    }
  }

  #replace(document: EvidenceDocument): void {
    const draft = `${this.#file}.${process.pid}.tmp`;
    try {
      writeFileSync(draft, `${JSON.stringify(document)}\n`);
      renameSync(draft, this.#file);
    } finally {
      rmSync(draft, { force: true });
    }
  }
}
