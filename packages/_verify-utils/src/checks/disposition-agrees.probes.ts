import type { Counterexample, Invariance } from "../check.ts";
import type { DispositionAgrees } from "./disposition-agrees.ts";
import { sameDocumentEdits } from "./document-edits.ts";
import { editing, harmlessDocumentEdits } from "./edits.ts";

export function dispositionCounterexamples(args: DispositionAgrees): readonly Counterexample[] {
  const { document, evidence } = args;
  const anyId = /\b[A-Z][A-Z0-9]*-\d+\b/g;
  return [
    { name: "the disposition is deleted", expect: "document-missing", apply: () => ({ [document]: null }) },
    {
      name: "its decisions are other ones",
      expect: "disposition-missing",
      apply: editing(document, (text) => text.replaceAll(anyId, "X-999")),
    },
    {
      name: "its outcomes stand under another heading",
      expect: "document-section-missing",
      apply: editing(document, (text) => text.replaceAll(/^(#+)\s*Outcomes?\s*$/gim, "$1 Remarks")),
    },
    {
      name: "its outcomes stand in a comment",
      expect: "document-section-missing",
      apply: editing(document, (text) => `# Disposition\n\n<!--\n${text}\n-->\n`),
    },
    {
      name: "its outcomes stand in a block of code",
      expect: "document-section-missing",
      apply: editing(document, (text) => `# Disposition\n\n\`\`\`\`md\n${text}\n\`\`\`\`\n`),
    },
    {
      name: "a status is another one",
      expect: "disposition-differs",
      apply: editing(document, (text) =>
        text.replaceAll(
          /([|:]\s*[`*_]*)(?:closed|locked|deferred|superseded|rejected)(?=[`*_\s|])/gi,
          "$1proposed",
        ),
      ),
    },
    {
      name: "what the closures were triggered by is deleted",
      expect: "document-missing",
      apply: () => ({ [evidence]: null }),
    },
    {
      name: "the files of a claim are other ones",
      expect: "evidence-path-missing",
      apply: editing(evidence, (text) => text.replaceAll(/`[\w.@/-]+\/[\w.@-]+`/g, "`no/such/file.ts`")),
    },
  ];
}

export function dispositionInvariances(args: DispositionAgrees): readonly Invariance[] {
  return [args.document, args.evidence].flatMap((path) => [
    ...harmlessDocumentEdits(path),
    ...sameDocumentEdits(path, false),
    {
      name: `${path}: bold and code marks around statuses`,
      apply: editing(path, (text) => text.replaceAll(/\| (closed|locked|deferred) \|/g, "| **`$1`** |")),
    },
    {
      name: `${path}: rows of tables in another order`,
      apply: editing(path, (text) =>
        text.replaceAll(/(^\|[ :|-]+\|\r?\n)((?:^\|.*\|\r?\n){2,})/gm, (_, rule: string, rows: string) => {
          return (
            rule +
            rows
              .split(/(?<=\n)/)
              .reverse()
              .join("")
          );
        }),
      ),
    },
  ]);
}
