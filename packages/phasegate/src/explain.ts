import { type FindingCode, findingKinds, sampleOf, sentences } from "@phasegate/verify-utils";

/** What a finding means: the page that stands in `docs/findings/<code>.md`. */
export function explain(code: FindingCode): string {
  const { title, verdict, meaning } = findingKinds[code];
  const { message, mend } = sentences(sampleOf(code));
  const effect = verdict === "failed" ? "`failed`: the evidence says no" : "`blocked`: it cannot be known";
  return [
    `# ${code}`,
    `${title}.`,
    `Makes its check ${effect}.`,
    meaning,
    "For example:",
    `> ${message}`,
    `What to do: ${mend}.`,
    "",
  ].join("\n\n");
}
