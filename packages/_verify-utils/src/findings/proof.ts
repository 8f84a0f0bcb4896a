import { finding, list } from "./define.ts";

const reproduce = (gate: string): string => `\`phasegate prove ${gate}\` tries it again`;

/** Findings about whether gates can fail, and whether tests notice what they are said to prove. */
export const proofFindings = {
  "edit-survived": finding<{ gate: string; edit: string; why: string }>({
    verdict: "failed",
    title: "A check does not notice what must turn it red",
    message: ({ edit, why }) => `«${edit}» was not noticed: ${why}`,
    mend: ({ gate }) => `mend the check, so that it says what it claims (${reproduce(gate)})`,
    meaning:
      "A gate proves that it can fail. Each kind of check makes edits of this repository that break its claim, and says which finding has to come and where it has to point. Green, or red for another reason or at another place, means that the check would let the same defect through when somebody makes it.",
    sample: { gate: "e1-dedupe-policy", edit: "the call is removed", why: "the check stayed green" },
  }),
  "harmless-edit-alarmed": finding<{ gate: string; edit: string; why: string }>({
    verdict: "failed",
    title: "A check turns red though nothing that it claims has changed",
    message: ({ edit, why }) => `«${edit}» means nothing, and yet ${why}`,
    mend: ({ gate }) => `mend the check, so that it looks at facts (${reproduce(gate)})`,
    meaning:
      "Formatting, comments, names and order of what does not matter must not turn a gate red: whoever is alarmed for nothing stops listening.",
    sample: { gate: "e1-dedupe-policy", edit: "the module is formatted", why: "it says call-missing" },
  }),
  "edit-undecided": finding<{ gate: string; edit: string; why: string }>({
    verdict: "blocked",
    title: "It is not known what an edit does to a check",
    message: ({ edit, why }) => `what «${edit}» does is not known: ${why}`,
    mend: ({ gate }) => `mend the edit, or the check that cannot decide it (${reproduce(gate)})`,
    meaning:
      "An edit that cannot be made, that does not parse, or that leaves the check unable to decide proves nothing, and that is not the same as a proof.",
    sample: { gate: "e1-dedupe-policy", edit: "the call is removed", why: "src/a.ts does not parse" },
  }),
  "check-unproved": finding<{ gate: string; check: string }>({
    verdict: "failed",
    title: "No edit turned a check red",
    message: ({ check }) => `nothing that was tried turned ${check} red, so nothing shows that it can fail`,
    mend: ({ check }) => `give ${check} something that it can be wrong about in this repository`,
    meaning:
      "A check that is green whatever happens claims nothing. At least one edit has to turn each check red, by the finding that it declares.",
    sample: { gate: "e1-dedupe-policy", check: "callsSymbol:assert" },
  }),
  "mutant-survived": finding<{
    original: string;
    replacement: string;
    unit: string;
    files: readonly string[];
    noticedBy: readonly string[];
  }>({
    verdict: "failed",
    title: "A defect in what tests are said to prove goes unnoticed",
    message: ({ original, replacement, unit, files, noticedBy }) => {
      const becomes = replacement === "" ? "is removed" : `becomes «${replacement}»`;
      const who = files.length === 0 ? "no named test file runs it" : `${list(files)} pass all the same`;
      const others = noticedBy.length === 0 ? "" : `; noticed only by what no gate names: ${list(noticedBy)}`;
      return `when «${original}» in ${unit} ${becomes}, ${who}${others}`;
    },
    mend: () => "name or write a test that fails then; or remove code that makes no difference",
    meaning:
      "A gate says which tests prove which modules. Each of these modules is broken, one small edit at a time, on a copy; the named tests that reach the place run on it. When all of them pass, they do not prove what the gate says.",
    sample: {
      original: "count < 10",
      replacement: "count <= 10",
      unit: "price",
      files: ["test/price.test.ts"],
      noticedBy: [],
    },
  }),
  "test-proves-nothing": finding<{ file: string; subject: string; ran: number }>({
    verdict: "failed",
    title: "The named tests of a file notice nothing of a module that they are said to prove",
    message: ({ file, subject, ran }) =>
      ran === 0
        ? `the named tests of ${file} reach no function of ${subject}`
        : `the named tests of ${file} noticed none of ${ran} defects in ${subject}`,
    mend: ({ subject }) => `take ${subject} from the subjects of the check, or name the tests that prove it`,
    meaning:
      "Whether or not other tests notice, this check claims that these do. They ran with each defect that they reach, and passed with all of them.",
    sample: { file: "test/price.test.ts", subject: "src/price.ts", ran: 12 },
  }),
  "mutants-untried": finding<{ subject: string; units: readonly string[]; why: string }>({
    verdict: "blocked",
    title: "Functions were never broken, so it is not known whether tests would notice",
    message: ({ subject, units, why }) =>
      `nothing was tried in ${units.length} of the functions of ${subject} (${list(units.slice(0, 5))}${units.length > 5 ? " …" : ""}): ${why}`,
    mend: () => "raise `prove.tests.budgetSeconds` in phasegate.config.ts, or make the tests quicker",
    meaning:
      "One mutant of each function is tried before the second of any. What the budget leaves out after that is a sample, which the report counts; a function in which none was tried is not known to be proved.",
    sample: { subject: "src/price.ts", units: ["price"], why: "the budget of 240 s was spent" },
  }),
  "proof-blocked": finding<{ about: string; why: string }>({
    verdict: "blocked",
    title: "It cannot be tried whether something would be noticed",
    message: ({ about, why }) => `nothing can be said of ${about}: ${why}`,
    mend: ({ about }) => `make ${about} pass when nothing is broken`,
    meaning:
      "What is not green without any defect cannot show that it notices one: a check that is red, a test that fails in a copy of the repository, a subject that does not exist or holds nothing that could be broken.",
    sample: { about: "test/price.test.ts", why: "it passed before the mutants and not after them" },
  }),
} as const;

/** Whether a finding says that something was not proved; only a run that proves has such. */
export function isProofFinding(code: string): boolean {
  return Object.hasOwn(proofFindings, code);
}
