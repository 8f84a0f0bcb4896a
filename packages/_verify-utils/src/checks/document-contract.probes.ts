import type { Counterexample, Invariance } from "../check.ts";
import { dataCounterexamples, dataInvariances } from "./data-edits.ts";
import { columnCounterexamples } from "./document-contract.cells.ts";
import { sectionCounterexamples } from "./document-contract.sections.ts";
import type { KeepsContract } from "./document-contract.ts";
import { sameDocumentEdits } from "./document-edits.ts";
import { editing, harmlessDocumentEdits } from "./edits.ts";

/** Only documents that are named are edited: which ones a glob finds is known to nobody beforehand. */
export function contractCounterexamples({ paths, contract }: KeepsContract): readonly Counterexample[] {
  return paths.flatMap((path) => [
    {
      name: `${path} is deleted`,
      expect: ["document-missing", "scope-empty"],
      apply: () => ({ [path]: null }),
    },
    {
      name: `${path} holds what is no text`,
      expect: "document-unreadable",
      apply: editing(path, (text) => `${text}\0`),
    },
    ...("data" in contract
      ? dataCounterexamples(path, contract.data)
      : [...sectionCounterexamples(path, contract), ...columnCounterexamples(path, contract)]),
  ]);
}

export function contractInvariances({ paths, contract }: KeepsContract): readonly Invariance[] {
  return paths.flatMap((path) =>
    "data" in contract
      ? dataInvariances(path)
      : [...harmlessDocumentEdits(path), ...sameDocumentEdits(path, contract.ordered === true)],
  );
}
