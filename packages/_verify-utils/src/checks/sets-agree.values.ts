import type { SymbolRef } from "@phasegate/code-facts";
import { type Counterexample, NotApplicable, type Probe } from "../check.ts";
import { textOf } from "../edits/source.ts";
import { atList } from "../edits/value-edits.ts";
import { editing, splice } from "./edits.ts";
import type { SetsAgree } from "./sets-agree.ts";

type Args = Pick<SetsAgree, "lists">;

/** Lists that stand in the code as an exported value. */
export function values({ lists }: Args) {
  return lists.flatMap((list) => ("values" in list ? [list.values] : []));
}

export function valueCounterexamples(args: Args): readonly Counterexample[] {
  return values(args).flatMap((symbol): Counterexample[] => {
    const { module, export: name } = symbol;
    return [
      {
        name: `${name} names one thing more`,
        expect: "sets-differ",
        apply: editing(module, (text, { code }) => {
          const value = code.valueOf(symbol);
          const list =
            value.kind === "array"
              ? value
              : value.kind === "object"
                ? value.properties.map((one) => one.value).find((one) => one.kind === "array")
                : undefined;
          return (
            list &&
            splice(text, list.location.start.offset, list.location.start.offset + 1, '["phasegate-probe", ')
          );
        }),
      },
      // In a list of lists the text may stand once more.
      {
        name: `${name}: a text is gone`,
        expect: ["sets-differ", "scope-empty"],
        apply: (context) =>
          context.code.valueOf(symbol).kind === "array"
            ? atList(symbol, `${name} is empty`, ({ elements: [first, second] }) =>
                first === null || first === undefined
                  ? []
                  : [{ start: first.start, end: second?.start ?? first.end, by: "" }],
              )(context)
            : new NotApplicable(`${name} is no list of its own`),
      },
      ...([["a text is misspelt", (it: string) => it.replace(/^(["'`])/, "$1x")]] as const).map(
        ([title, by]): Counterexample => ({
          name: `${name}: ${title}`,
          expect: ["sets-differ", "scope-empty"],
          at: { path: module },
          apply: atList(
            symbol,
            `${name} holds no list with something in it`,
            ({ elements: [first] }, source) =>
              first === null || first === undefined
                ? []
                : [{ start: first.start, end: first.end, by: by(textOf(source, first)) }],
          ),
        }),
      ),
      {
        name: `${name} is changed in place afterwards`,
        expect: ["value-undecidable", "sets-differ"],
        at: { path: module },
        apply: editing(
          module,
          (text) => `${text}\n(${name} as unknown as string[]).push("phasegate-probe");\n`,
        ),
      },
      {
        name: `${name} is computed`,
        expect: "value-undecidable",
        apply: editing(module, () => `export const ${name} = JSON.parse(String(process.env.VALUE));\n`),
      },
    ];
  });
}

/** The same texts, written otherwise. */
export function sameTexts(symbol: SymbolRef): readonly Probe[] {
  const none = `${symbol.export} holds no list with something in it`;
  const first = (name: string, by: (written: string) => string): Probe => ({
    name: `${symbol.export}: ${name}`,
    apply: atList(symbol, none, ({ elements: [one] }, source) =>
      one === null || one === undefined
        ? []
        : [{ start: one.start, end: one.end, by: by(textOf(source, one)) }],
    ),
  });
  return [
    first("a text stands there twice", (it) => `${it}, ${it}`),
    first("a text is a template", (it) => `\`${it.slice(1, -1)}\``),
    first("a text stands in parentheses", (it) => `(${it})`),
    {
      name: `${symbol.export}: a text has a name first`,
      apply: atList(symbol, none, ({ elements: [one] }, source) =>
        one === null || one === undefined
          ? []
          : [
              { start: 0, end: 0, by: `const namedProbe = ${textOf(source, one)} as const;\n` },
              { start: one.start, end: one.end, by: "namedProbe" },
            ],
      ),
    },
  ];
}
