import { describe, expect, test } from "vitest";
import { hedgesIn, hedgeWords, normativeSentences, placeholderIn, saysNothing } from "../src/index.ts";

const words = ["MUST", "MUST NOT", "MAY", "SHOULD"];
const hedges = (text: string) =>
  normativeSentences(text, words).flatMap((sentence) => hedgesIn(sentence, hedgeWords, new Set(["roughly"])));

describe("a hedge", () => {
  test.each([
    ["It MUST usually run once.", ["usually"]],
    ["It MUST run once, more or less.", ["more or less"]],
    ["It MUST, where appropriate, run.", ["where appropriate"]],
    ["It MUST run, but may run twice.", ["may"]],
    ["It MUST run when asked and may stop.", ["may"]],
    ["It should run, and MUST stop.", ["should"]],
    ["It MUST log errors, warnings, etc.", ["etc."]],
    ["It MUST Probably run once.", ["Probably"]],
    ["The owner MUST decide this later.", ["decide this later"]],
  ])("%s", (text, found) => expect(hedges(text)).toEqual(found));
  test.each([
    "It runs usually once.",
    "MUST it usually run once?",
    "A value that may be secret MUST be masked.",
    "It MUST be refused when the caller might be forged.",
    "It MUST be possible to stop it at least once, however often it runs.",
    "It MAY run twice, and SHOULD say so.",
    "It MUST roughly match.",
    "It MUST NOT read a marker about another request, or anything like it.",
    "What could leak MUST be bounded.",
  ])("none: %s", (text) => expect(hedges(text)).toEqual([]));
});

describe("a placeholder", () => {
  test.each([
    "TBD",
    "tbd.",
    "It is TBD when.",
    "(TODO)",
    "TODO: say more",
    "FIXME",
    "To be decided.",
    "???",
    "It MUST stop after ?? seconds",
    "…",
    "It MUST stop...",
    "<fill in>",
    "It MUST stop after <number of seconds>.",
    "It MUST stop after <limit>.",
    "{what is decided}",
    "[decision]",
    "Lorem ipsum dolor",
    "It stops {{here}}.",
  ])("%s", (text) => expect(placeholderIn(text, text)).toBeTypeOf("string"));
  test.each([
    "No TODO comment may stay.",
    "Every TODO is removed.",
    "TODO comments MUST be removed.",
    "See docs/TODO.md for more.",
    "The path /data/<environment>/x.",
    "A line <br> break.",
    "Retries 1 … 5 are counted.",
    "Really? It is.",
    "a[0] and {x}",
    "It is (really) so.",
  ])("none: %s", (text) => expect(placeholderIn(text, text)).toBeUndefined());
});

test.each(["", "—", "n/a", "None.", "unknown"])("%j says nothing", (text) =>
  expect(saysNothing(text)).toBe(true),
);
test.each(["None of the routes.", "1", "Все"])("%j says something", (text) =>
  expect(saysNothing(text)).toBe(false),
);
