import { finding, list } from "./define.ts";

export interface Export {
  readonly module: string;
  readonly name: string;
}

/** Findings about the structure of code. */
export const codeFindings = {
  "module-missing": finding<{ module: string }>({
    verdict: "failed",
    title: "A module that the gate names does not exist",
    message: ({ module }) => `there is no module ${module}`,
    mend: ({ module }) => `restore ${module}, or name the module that took its place in the gate`,
    meaning:
      "The gate makes a claim about this module. When it was moved, the claim has to move with it; when it was deleted, the claim has lost its subject.",
    sample: { module: "apps/server/src/orpc.ts" },
  }),
  "module-unparsable": finding<{ module: string; reason: string }>({
    verdict: "blocked",
    title: "A module cannot be parsed",
    message: ({ module, reason }) => `${module} cannot be parsed: ${reason}`,
    mend: () => "correct the syntax; nothing can be known about code that does not parse",
    meaning:
      "Claims about code are answered from the syntax tree. Without one, the claim is neither true nor false.",
    sample: { module: "apps/server/src/orpc.ts", reason: "Unexpected token" },
  }),
  "export-missing": finding<Export & { near: readonly string[] }>({
    verdict: "failed",
    title: "An export that the gate names does not exist",
    message: ({ module, name, near }) =>
      `${module} does not export \`${name}\`${near.length === 0 ? "" : `; it exports ${list(near.map((one) => `\`${one}\``))}`}`,
    mend: ({ name, module }) => `export \`${name}\` from ${module}, or name the right export in the gate`,
    meaning:
      "Gates name packages, modules and exports. The name is resolved through re-exports, so this says that nothing of that name can be imported from there.",
    sample: { module: "apps/server/src/middleware/policy.ts", name: "policy", near: ["policies"] },
  }),
  "export-type-only": finding<Export>({
    verdict: "failed",
    title: "An export exists only as a type",
    message: ({ module, name }) =>
      `\`${name}\` of ${module} is only a type: nothing of it exists at run time`,
    mend: ({ name }) => `export \`${name}\` as a value`,
    meaning:
      "A policy, a guard or a construct has to exist when the program runs. An `export type` or an interface of the same name does not.",
    sample: { module: "apps/server/src/middleware/policy.ts", name: "policy" },
  }),
  "export-undecidable": finding<Export & { reason: string }>({
    verdict: "blocked",
    title: "It cannot be known what an export is",
    message: ({ module, name, reason }) => `it cannot be known what \`${name}\` of ${module} is: ${reason}`,
    mend: () => "declare the export with a plain `export const`, `export function` or `export { … } from`",
    meaning:
      "The export is produced in a way that the syntax tree does not decide, for example by assignment to `module.exports` or through a package outside the repository.",
    sample: {
      module: "apps/server/src/middleware/policy.ts",
      name: "policy",
      reason: "re-exported from a package that is not in this repository",
    },
  }),
  "value-mismatch": finding<Export & { at: string; expected: string }>({
    verdict: "failed",
    title: "An exported value is not what the gate demands",
    message: ({ name, at, expected }) => `\`${name}${at}\`: ${expected}`,
    mend: ({ name }) =>
      `give \`${name}\` the value that the claim demands, or take the change to the owner of the decision`,
    meaning:
      "The value is read from the syntax tree (literals, `as const`, `satisfies`, `Object.freeze`, constants of other modules) and validated with the schema in the gate.",
    sample: {
      module: "apps/server/src/middleware/policy.ts",
      name: "policy",
      at: ".rpc",
      expected: "Too small: expected array to have >=1 items",
    },
  }),
  "value-undecidable": finding<Export & { at: string; reason: string }>({
    verdict: "blocked",
    title: "An exported value cannot be read from the code",
    message: ({ name, at, reason }) =>
      `the value of \`${name}${at}\` cannot be read from the code: ${reason}`,
    mend: ({ name }) => `write \`${name}\` as a literal (constants of other modules are followed)`,
    meaning:
      "A value that is computed when the program runs cannot be judged without running it. A policy that reviewers and gates rely on is written down as data.",
    sample: {
      module: "apps/server/src/middleware/policy.ts",
      name: "policy",
      at: ".rpc",
      reason: "result of a call",
    },
  }),
  "call-missing": finding<{ callee: string; caller: string; lookalike: boolean }>({
    verdict: "failed",
    title: "A function is not called where it has to be",
    message: ({ callee, caller, lookalike }) =>
      `${caller} does not call ${callee}${lookalike ? "; what stands there under its name is a comment, another thing of that name, or a call that can be skipped" : ""}`,
    mend: ({ callee, caller }) => `call ${callee} in ${caller}`,
    meaning:
      "Calls are found by resolving the callee through imports, aliases and scopes to its declaration. A comment, a type import, an optional call or another function of the same name does not count.",
    sample: {
      callee: "`assertRequiredMarkers` (apps/server/src/workflows/context.ts)",
      caller: "`dispatchRpc` of apps/server/src/orpc.ts",
      lookalike: false,
    },
  }),
  "call-undecidable": finding<{ callee: string; expression: string }>({
    verdict: "blocked",
    title: "It cannot be known where a function is called",
    message: ({ callee, expression }) =>
      `${callee} is passed on as a value here, so its calls cannot all be seen: ${expression}`,
    mend: ({ callee }) => `call ${callee} directly`,
    meaning: "Once a function is stored, passed on or returned, the syntax tree does not say who calls it.",
    sample: {
      callee: "`assertRequiredMarkers` (apps/server/src/workflows/context.ts)",
      expression: "register(assertRequiredMarkers)",
    },
  }),
  "import-outside": finding<{ symbol: string; importer: string; allowed: readonly string[] }>({
    verdict: "failed",
    title: "Something confined is imported elsewhere",
    message: ({ symbol, importer, allowed }) =>
      `${importer} imports ${symbol}, which is confined to ${list(allowed, "nobody")}`,
    mend: ({ allowed }) => `go through what ${list(allowed, "the code that may")} exports`,
    meaning:
      "The claim is that this can only be used in one place. Type-only imports are no use and are not counted; dynamic imports, `require` and re-exports are.",
    sample: {
      symbol: "`RPCHandler` (@orpc/server/fetch)",
      importer: "apps/server/src/shortcut.ts",
      allowed: ["apps/server/src/orpc.ts"],
    },
  }),
  "confined-exported": finding<{ symbol: string; module: string }>({
    verdict: "failed",
    title: "Something confined is handed on",
    message: ({ symbol, module }) => `${module} exports ${symbol}, which is confined to it`,
    mend: () => "export what uses it, not the thing itself",
    meaning: "A module that exports what is confined to it lets everybody use it under another name.",
    sample: { symbol: "`RPCHandler` (@orpc/server/fetch)", module: "apps/server/src/orpc.ts" },
  }),
  "confined-escapes": finding<{ symbol: string; how: string; expression: string }>({
    verdict: "blocked",
    title: "Something confined leaves the code that is judged",
    message: ({ symbol, how, expression }) =>
      `${symbol} is ${how} here, so it cannot be known who uses it: ${expression}`,
    mend: () => "call or construct it directly, in the module that it is confined to",
    meaning:
      "A value that is stored, passed on, returned or put into something can be used by code that never imports it.",
    sample: {
      symbol: "`RPCHandler` (@orpc/server/fetch)",
      how: "put into something",
      expression: "{ RPCHandler }",
    },
  }),
  "import-undecidable": finding<{ symbol: string; expression: string }>({
    verdict: "blocked",
    title: "It cannot be known what is imported",
    message: ({ symbol, expression }) =>
      `this could import ${symbol}, and its target is computed: ${expression}`,
    mend: () => "import a literal specifier",
    meaning: "A computed `import()` or `require()` can load anything, also what is confined.",
    sample: { symbol: "`RPCHandler` (@orpc/server/fetch)", expression: "import(name)" },
  }),
  "ambient-input": finding<{ module: string; name: string }>({
    verdict: "failed",
    title: "Code depends on more than its arguments",
    message: ({ module, name }) => `${module} uses \`${name}\`, which it may not depend on`,
    mend: ({ name }) => `take what \`${name}\` gives as an argument, or decide it elsewhere`,
    meaning:
      "The claim is that these modules decide from their arguments alone. A switch in the environment, a clock or a package would let the same request be answered differently, where no test looks.",
    sample: { module: "apps/server/src/workflows/context.ts", name: "process" },
  }),
  "sets-differ": finding<{ element: string; has: string; lacks: string }>({
    verdict: "failed",
    title: "Two lists that have to agree do not",
    message: ({ element, has, lacks }) => `\`${element}\` is in ${has}, and not in ${lacks}`,
    mend: ({ element, has, lacks }) => `add \`${element}\` to ${lacks}, or remove it from ${has}`,
    meaning: "The same fact stands in several places of the code, and the claim is that they say the same.",
    sample: { element: "caller", has: "the policy", lacks: "the registry" },
  }),
} as const;
