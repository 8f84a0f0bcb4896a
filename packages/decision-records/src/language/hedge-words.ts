import { hedges } from "hedges";

/**
 * Words of the list of hedges that engineers use for something definite, or that stand as often in a condition as in
 * what it demands ("an error that indicates a fault MUST be logged", "at least once", "must").
 */
const definite = new Set(
  `about, actually, all that, alleged, allege, always, almost never, and so forth, apparent, appear, appear to be, appeared, appears,
  around, assume, assumed, assumes, assumption, at least, be sure, believe, believed, believes, bunch, can, certain,
  certainly, clear, clearly, consider, considered, considers, consistent with, could, couple, definite, definitely,
  diagnostic, doubt, doubtful, effectively, estimate, estimated, estimates, evidently, few, find, finds, found, frequently,
  guess, guessed, guesses, improbable, inconclusive, indicate, like, likely, little, look like, looks like, many, may,
  might, most, much, must, necessarily, often, overall, partially, possibility, possible, pretty, probability, probable,
  quite clearly, rare, rarely, rather, read, really, say, says, seldom, several, should, so far, some, somebody, someone,
  something, somewhere, speculate, speculated, speculates, suggest, suggested, suggestive, suggests, suppose, supposed,
  supposes, surely, tend, their impression, think, thinks, thought, understand, understands, understood, unlikely, unsure,
  will, would`.split(/,\s+/),
);

/** Ways out of a demand, and words of degree that nobody can hold another to (ISO/IEC/IEEE 29148, 5.2.7). */
const loopholes =
  `if possible, where possible, when possible, whenever possible, as far as possible, as much as possible,
  if feasible, where feasible, if practical, where practical, as practical, if appropriate, where appropriate, when appropriate, as appropriate,
  if applicable, if needed, as needed, if necessary, as necessary, if desired, in most cases, for the most part,
  normally, typically, ideally, preferably, arguably, reasonably, appropriately, adequately, sensibly, try to, tries to,
  attempt to, should be fine, etc, to some extent, at some point, sooner or later, later on, at a later date, at a later time, at a later point, at a later stage,
  decide later, decide this later, decide it later, decided later, defined later, determined later, specified later,
  clarified later, in due course, etc.`.split(/,\s+/);

/** Words that weaken what a sentence demands. */
export const hedgeWords: readonly string[] = [...hedges.filter((word) => !definite.has(word)), ...loopholes];

/** Verbs that leave open whether it is so, in the main clause; in a condition they say when. */
export const weakVerbs = ["may", "might", "could", "should", "ought to"] as const;
