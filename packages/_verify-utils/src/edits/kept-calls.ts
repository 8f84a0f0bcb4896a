import type { SymbolRef } from "@phasegate/code-facts";
import { parentOf, type RepoPath } from "@phasegate/workspace";
import { NotApplicable, type Probe } from "../check.ts";
import { atCallPlaces, type CallPlace, callPlaces } from "./call-places.ts";
import { type Waiting, waitingOf } from "./call-text.ts";
import { type Rewrite, textOf } from "./source.ts";

/** Edits after which a call still comes to its end where it did before. */
export function keptCalls(symbol: SymbolRef, module: RepoPath | undefined): readonly Probe[] {
  const none = `no call of ${symbol.export} is a statement of its own`;
  const around = (name: string, by: (statement: string, place: CallPlace) => string | undefined): Probe => ({
    name,
    apply: atCallPlaces(symbol, module, none, (place) => replaced(place, by)),
  });
  /** In a function of its own, which nothing that yields can be moved into. */
  const inside = (name: string, by: (statement: string, waiting: Waiting) => string): Probe =>
    around(name, (it, { statement, call }) => {
      const waiting = waitingOf(statement ?? call);
      return waiting.yields ? undefined : by(it, waiting);
    });
  return [
    around("its statement stands in a block", (it) => `{ ${it} }`),
    around(
      "its statement stands in both branches",
      (it) => `if (process.argv.length > 2) { ${it} } else { ${it} }`,
    ),
    around("its statement stands in a loop that runs once", (it) => `do { ${it} } while (false);`),
    around("what it throws is thrown on", (it) => `try { ${it} } catch (caught) { throw caught; }`),
    around("its statement has a finally", (it) => `try { ${it} } finally { void 0; }`),
    inside(
      "a helper makes the call",
      (it, { lazy, wait }) => `const helper = ${lazy}() => { ${it} }; ${wait}helper();`,
    ),
    inside(
      "a function that is declared later makes the call",
      (it, { lazy, wait }) => `${wait}laterHelper(); ${lazy}function laterHelper() { ${it} }`,
    ),
    inside(
      "a function that is called at once makes the call",
      (it, { lazy, wait }) => `${wait}(${lazy}() => { ${it} })();`,
    ),
    {
      name: "its arguments have names first",
      apply: atCallPlaces(symbol, module, none, (place) => named(place)),
    },
    { name: "it is called by another name", apply: aliased(symbol, module) },
    { name: "it comes through a new module", apply: throughModule(symbol, module) },
  ];
}

function replaced(
  place: CallPlace,
  by: (statement: string, place: CallPlace) => string | undefined,
): readonly Rewrite[] {
  const { source, statement } = place;
  if (statement === undefined) return [];
  const written = textOf(source, statement);
  const text = by(written.endsWith(";") ? written : `${written};`, place);
  return text === undefined ? [] : [{ start: statement.start, end: statement.end, by: text }];
}

function named({ source, call, statement }: CallPlace): readonly Rewrite[] {
  if (statement === undefined || call.arguments.some(({ type }) => type === "SpreadElement")) return [];
  const constants = call.arguments.map((one, index) => `const argument${index} = ${textOf(source, one)};`);
  return [
    { start: statement.start, end: statement.start, by: `{ ${constants.join(" ")} ` },
    ...call.arguments.map((one, index) => ({ start: one.start, end: one.end, by: `argument${index}` })),
    { start: statement.end, end: statement.end, by: " }" },
  ];
}

function aliased(symbol: SymbolRef, module: RepoPath | undefined): Probe["apply"] {
  return atCallPlaces(
    symbol,
    module,
    `${symbol.export} is not called by a name`,
    ({ source, call }, index) => {
      if (call.callee.type !== "Identifier") return [];
      const imports = source.program.body.filter(({ type }) => type === "ImportDeclaration").at(-1);
      const at = imports?.end ?? 0;
      const alias = `const anotherName: typeof ${call.callee.name} = ${call.callee.name};`;
      return [
        ...(index === 0 ? [{ start: at, end: at, by: `\n${alias}\n` }] : []),
        { start: call.callee.start, end: call.callee.end, by: "anotherName" },
      ];
    },
  );
}

/** The import goes through a module that re-exports the name. */
function throughModule(symbol: SymbolRef, module: RepoPath | undefined): Probe["apply"] {
  return (context) => {
    const [place] = module === undefined ? [] : callPlaces(context, symbol, module);
    if (module === undefined || place === undefined)
      return new NotApplicable(`nothing calls ${symbol.export}`);
    const { source, call } = place;
    const local = call.callee.type === "Identifier" ? call.callee.name : undefined;
    for (const node of source.program.body) {
      if (node.type !== "ImportDeclaration" || node.importKind === "type") continue;
      const own = node.specifiers.find((one) => one.local.name === local);
      if (own?.type !== "ImportSpecifier") continue;
      const others = node.specifiers.filter((one) => one !== own).map((one) => textOf(source, one));
      const from = textOf(source, node.source);
      const rest = others.length === 0 ? "" : `import { ${others.join(", ")} } from ${from};\n`;
      const by = `${rest}import { ${textOf(source, own)} } from "./phasegate-barrel.ts";`;
      const folder = parentOf(module);
      return {
        [module]: source.text.slice(0, node.start) + by + source.text.slice(node.end),
        [`${folder === "" ? "" : `${folder}/`}phasegate-barrel.ts`]: `export { ${textOf(source, own.imported)} } from ${from};\n`,
      };
    }
    return new NotApplicable(`${symbol.export} is not imported by its name`);
  };
}
