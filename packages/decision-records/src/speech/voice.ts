import { roleOf } from "../vocabulary/vocabulary.ts";

const sentenceStart = /[.!?;。](?=\s)|[\ufffc](?=\s*\p{Lu})/gu;

/** Words that make a sentence a condition or an example, wherever they stand before the decision. */
const conditional =
  /(?:^|[^\p{L}])(?:if|when|whenever|whether|once|unless|suppose|supposing|assuming|provided|for example|for instance|e\.g|wenn|falls|ob|sobald|zum beispiel|z\. ?b|si|cuando|quand|par exemple|por ejemplo|als|indien)(?=[^\p{L}])/iu;
/** Words that do so right before it. */
const subordinate =
  /(?:^|[^\p{L}])(?:until|till|before|after|that|than|bis|bevor|nachdem|dass|que|che|dat)\s+(?:the\s+)?(?:decision\s+)?$/iu;
const neither = /(?:^|[^\p{L}])(?:neither|weder|ni)(?=[^\p{L}])/iu;

const preposition =
  /(?:^|[^\p{L}])(?:by|with|from|for|against|under|behind|via|on|in|to|at|as|für|von|mit|pour|par|avec|por|para|con)\s+(?:the\s+)?(?:decision\s+)?$/iu;
const ofSomething = /(\p{L}+)\s+of\s+(?:the\s+)?(?:decision\s+)?$/iu;

/** Whether the text before a decision makes it a part of another subject: `the gate for D-009`; `the status of D-009` is its own. */
export function isObject(before: string): boolean {
  const owner = ofSomething.exec(before)?.[1];
  if (owner !== undefined)
    return !/^(?:both|each|all|none|either)$/i.test(owner) && roleOf(owner) !== "status";
  return preposition.test(before);
}

/** How a sentence speaks of the decision that starts at an index. */
export interface Voice {
  /** It says that something is so; it neither asks, supposes nor reports. */
  readonly asserts: boolean;
  readonly negated: boolean;
}

export function voiceAt(text: string, start: number, end: number): Voice {
  let from = 0;
  for (const mark of text.slice(0, start).matchAll(sentenceStart)) from = mark.index + 1;
  const lead = text.slice(from, start);
  const asked = /^[^.!?;]{0,300}\?/.test(text.slice(end));
  return {
    asserts: !asked && !conditional.test(lead) && !subordinate.test(lead),
    negated: neither.test(lead),
  };
}
