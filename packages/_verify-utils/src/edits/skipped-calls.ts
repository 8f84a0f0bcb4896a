import type { SymbolRef } from "@phasegate/code-facts";
import { parentOf, type RepoPath } from "@phasegate/workspace";
import { NotApplicable, type Probe } from "../check.ts";
import { atEveryCallPlace, type CallPlace, callPlaces } from "./call-places.ts";
import { type Waiting, waitingOf } from "./call-text.ts";
import { type Rewrite, rewritten, textOf } from "./source.ts";

interface Skip {
  readonly name: string;
  readonly apply: Probe["apply"];
}

const some = "process.argv.length > 2";

/** Edits after which a call that is a statement of its own may not have come to its end where it did before. */
export function skippedCalls(symbol: SymbolRef, module: RepoPath | undefined): readonly Skip[] {
  const none = `no call of ${symbol.export} is a statement of its own`;
  const around = (name: string, by: (statement: string, place: CallPlace) => string | undefined): Skip => ({
    name,
    apply: atEveryCallPlace(symbol, module, none, (place) => replaceStatement(place, by)),
  });
  /** In a function of its own, which nothing that yields can be moved into. */
  const inside = (
    name: string,
    by: (statement: string, waiting: Waiting, place: CallPlace) => string | undefined,
  ) =>
    around(name, (it, place) => {
      const waiting = waitingOf(place.statement ?? place.call);
      return waiting.yields ? undefined : by(it, waiting, place);
    });
  return [
    around("its statement is gone", () => ""),
    around("its statement stands under a condition", (it) => `if (${some}) { ${it} }`),
    around("its statement stands in the other branch", (it) => `if (${some}) { void 0; } else { ${it} }`),
    around(
      "its statement stands in a case of a switch",
      (it) => `switch (process.argv.length) { case 2: ${it} break; }`,
    ),
    around("its statement stands in a loop that may not start", (it) => `while (${some}) { ${it} break; }`),
    around(
      "its statement stands in a loop over what may be empty",
      (it) => `for (const _ of process.argv) { ${it} }`,
    ),
    around(
      "its statement stands behind a way out of a block",
      (it) => `skip: { if (${some}) break skip; ${it} }`,
    ),
    around("what it throws is caught", (it) => `try { ${it} } catch { void 0; }`),
    around(
      "what it throws is caught and looked at",
      (it) => `try { ${it} } catch (caught) { if (${some}) throw caught; }`,
    ),
    around(
      "what it throws is lost in a finally",
      (it) => `do { try { ${it} } finally { break; } } while (false);`,
    ),
    inside("it runs later", (it, { lazy }) => `queueMicrotask(${lazy}() => { ${it} });`),
    inside("it runs in a promise that nobody awaits", (it) => `void (async () => { await null; ${it} })();`),
    inside(
      "it stands in a generator that nobody asks",
      (it, { lazy }) => `(${lazy}function* () { ${it} yield 0; })();`,
    ),
    inside(
      "it stands in a function that nobody calls",
      (it, { lazy }) => `const notCalled = ${lazy}() => { ${it} }; void notCalled;`,
    ),
    inside(
      "it stands in a helper that may return before",
      (it, { lazy, wait }) => `const helper = ${lazy}() => { if (${some}) return; ${it} }; ${wait}helper();`,
    ),
    inside("it is the default of a parameter that is given", (_it, _waiting, { source, call }) =>
      waitingOf(call).wait === ""
        ? `((_given: unknown = ${textOf(source, call)}) => undefined)(1);`
        : undefined,
    ),
    around(
      "its statement stands behind another way out",
      (it) => `do { if (${some}) break; ${it} } while (false);`,
    ),
    { name: "its import leads to another module", apply: otherModule(symbol, module) },
  ];
}

function replaceStatement(
  place: CallPlace,
  by: (statement: string, place: CallPlace) => string | undefined,
): readonly Rewrite[] {
  const { source, statement } = place;
  if (statement === undefined) return [];
  const written = textOf(source, statement);
  const text = by(written.endsWith(";") ? written : `${written};`, place);
  return text === undefined ? [] : [{ start: statement.start, end: statement.end, by: text }];
}

/** The same name out of a new module, where it does nothing. */
function otherModule(symbol: SymbolRef, module: RepoPath | undefined): Probe["apply"] {
  return (context) => {
    const [place] = module === undefined ? [] : callPlaces(context, symbol, module);
    if (module === undefined || place === undefined)
      return new NotApplicable(`nothing calls ${symbol.export}`);
    const { source } = place;
    const callee = place.call.callee;
    const local = callee.type === "Identifier" ? callee.name : undefined;
    for (const node of source.program.body) {
      if (node.type !== "ImportDeclaration" || local === undefined) continue;
      const own = node.specifiers.find((one) => one.local.name === local);
      if (own?.type !== "ImportSpecifier") continue;
      const others = node.specifiers.filter((one) => one !== own).map((one) => textOf(source, one));
      const rest =
        others.length === 0 ? "" : `import { ${others.join(", ")} } from ${textOf(source, node.source)};\n`;
      const by = `${rest}import { ${local} } from "./phasegate-impostor.ts";`;
      const folder = parentOf(module);
      return {
        [module]: rewritten(source.text, [{ start: node.start, end: node.end, by }]),
        [`${folder === "" ? "" : `${folder}/`}phasegate-impostor.ts`]: `export function ${local}(..._all: readonly unknown[]): void {\n  return;\n}\n`,
      };
    }
    return new NotApplicable(`${symbol.export} is not imported by its name`);
  };
}
