import { bare, isFunction, type Node, type Oxc } from "@phasegate/code-facts/tree";
import type { RepoPath } from "@phasegate/workspace";
import type { Probe } from "../check.ts";
import { nodesOf, outermost, type Rewrite, rewriting, type Source, textOf } from "./source.ts";

/** Other ways to write the same statements, functions and expressions. */
export function harmlessForms(path: RepoPath): readonly Probe[] {
  const edit = (name: string, none: string, rewrites: (source: Source) => readonly Rewrite[]): Probe => ({
    name,
    apply: rewriting(path, none, rewrites),
  });
  const around = (name: string, before: string, after: string): Probe =>
    edit(name, "the module has no function with a body", (source) =>
      outermost(
        bodies(source).map((body) => ({
          start: body.start,
          end: body.end,
          by: `{ ${before}${inside(source, body)}${after} }`,
        })),
      ),
    );
  return [
    around("bodies of functions stand in a block", "{", "}"),
    around(
      "bodies of functions stand in a try that throws what it catches",
      "try {",
      "} catch (caught) { throw caught; }",
    ),
    around("bodies of functions have a finally", "try {", "} finally { void 0; }"),
    edit(
      "functions are arrows in constants",
      "the module declares no function that could be one",
      arrowsOfFunctions,
    ),
    edit(
      "function expressions are arrows",
      "the module has no function expression that could be one",
      arrowsOfExpressions,
    ),
    edit("arrows have bodies with a return", "the module has no arrow without a body", (source) =>
      outermost(
        nodesOf(source, "ArrowFunctionExpression")
          .filter(({ body }) => body.type !== "BlockStatement")
          .map(({ end, body }) => {
            const start = arrowEnd(source, body);
            return { start, end, by: ` { return ${source.text.slice(start, end).trim()}; }` };
          }),
      ),
    ),
    edit("shorthand properties are written out", "the module has no shorthand property", (source) =>
      nodesOf(source, "Property")
        .filter(
          ({ shorthand, value, parent }) =>
            shorthand && value.type === "Identifier" && parent?.type === "ObjectExpression",
        )
        .map(({ start, end, value }) => {
          const name = textOf(source, value);
          return { start, end, by: `${name}: ${name}` };
        }),
    ),
    edit(
      "properties of objects stand in another order",
      "the module has no object whose order means nothing",
      (source) =>
        outermost(
          nodesOf(source, "ObjectExpression")
            .filter(
              ({ properties }) =>
                properties.length > 1 &&
                properties.every((one) => one.type === "Property" && isPlain(one.value)),
            )
            .map(({ start, end, properties }) => ({
              start,
              end,
              by: `{ ${properties
                .toReversed()
                .map((one) => textOf(source, one))
                .join(", ")} }`,
            })),
        ),
    ),
    edit("texts are templates", "the module has no text in an expression", (source) =>
      nodesOf(source, "Literal")
        .filter(
          (node) =>
            typeof node.value === "string" && isExpression(node) && !/[`\\$]/.test(textOf(source, node)),
        )
        .map((node) => ({
          start: node.start,
          end: node.end,
          by: `\`${source.text.slice(node.start + 1, node.end - 1)}\``,
        })),
    ),
    edit("members are read by texts", "the module reads no member of a name", (source) =>
      nodesOf(source, "MemberExpression")
        .filter(
          (node): node is typeof node & { property: { name: string } } =>
            !node.computed &&
            !node.optional &&
            node.property.type === "Identifier" &&
            node.object.type === "Identifier",
        )
        .filter((node) => bare(node).type === "MemberExpression")
        .map((node) => ({ start: node.object.end, end: node.end, by: `["${node.property.name}"]` })),
    ),
    edit("arguments of calls stand in parentheses", "the module calls nothing with arguments", (source) =>
      nodesOf(source, "CallExpression").flatMap(({ arguments: all }) =>
        all
          .filter(({ type }) => type === "Identifier")
          .map((one) => ({ start: one.start, end: one.end, by: `(${textOf(source, one)})` })),
      ),
    ),
    edit(
      "functions that are declared side by side change places",
      "the module declares no two functions side by side",
      swappedFunctions,
    ),
    edit("what is returned has a name first", "the module returns no function", (source) =>
      outermost(
        nodesOf(source, "ReturnStatement")
          .filter(
            ({ argument, parent }) =>
              argument !== null && isFunction(argument) && parent?.type === "BlockStatement",
          )
          .map(({ start, end, argument }) => ({
            start,
            end,
            by: `const returnedFunction = ${argument === null ? "" : textOf(source, argument)};\n  return returnedFunction;`,
          })),
      ),
    ),
  ];
}

function bodies(source: Source): readonly Oxc.FunctionBody[] {
  return nodesOf(source, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression").flatMap(
    ({ body }) => (body?.type === "BlockStatement" && body.body.length > 0 ? [body] : []),
  );
}

function inside({ text }: Source, body: { readonly start: number; readonly end: number }): string {
  return `\n${text.slice(body.start + 1, body.end - 1)}\n`;
}

/** An arrow cannot hold `this`, `arguments`, `super` or `yield`, nor be a constructor; its return type is no predicate. */
function canBeArrow(source: Source, node: Oxc.Function): boolean {
  const own = textOf(source, node);
  return (
    node.body !== null &&
    !node.generator &&
    !/\b(this|arguments|super|new\.target|asserts)\b|\): \w+ is /.test(own)
  );
}

/** `function f…(…) {…}` as `async (…): T => {…}`. */
function asArrow(source: Source, node: Oxc.Function): string {
  const { text } = source;
  const { body } = node;
  const head = /^(async\s+)?function\s*[\w$]*/.exec(text.slice(node.start)) ?? [""];
  const signature = text.slice(node.start + head[0].length, body?.start ?? node.end).trimEnd();
  return `${node.async ? "async " : ""}${signature} => ${body === null ? "" : textOf(source, body)}`;
}

/** Only functions that nothing uses before they are declared: a constant is not hoisted. */
function arrowsOfFunctions(source: Source): readonly Rewrite[] {
  const overloaded = new Set(nodesOf(source, "TSDeclareFunction").map(({ id }) => id?.name));
  return nodesOf(source, "FunctionDeclaration").flatMap((node): Rewrite[] => {
    const { id, parent } = node;
    if (id === null || overloaded.has(id.name) || !canBeArrow(source, node)) return [];
    const isTop = parent?.type === "Program" || parent?.type === "ExportNamedDeclaration";
    const uses = source.scopes.declared.get(id)?.references ?? [];
    if (!isTop || uses.some((use) => !isDeferred(use.node) && use.node.start < node.end)) return [];
    return [{ start: node.start, end: node.end, by: `const ${id.name} = ${asArrow(source, node)};` }];
  });
}

function isDeferred(node: Node): boolean {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) if (isFunction(at)) return true;
  return false;
}

function arrowsOfExpressions(source: Source): readonly Rewrite[] {
  const plain = nodesOf(source, "FunctionExpression").filter(
    (node) => node.parent?.type === "ReturnStatement" || node.parent?.type === "VariableDeclarator",
  );
  const found = plain.filter((node) => {
    const isRecursive = node.id !== null && (source.scopes.declared.get(node.id)?.references.length ?? 0) > 0;
    return canBeArrow(source, node) && !isRecursive;
  });
  return outermost(found.map((node) => ({ start: node.start, end: node.end, by: asArrow(source, node) })));
}

/** Where the body of an arrow starts, with the parentheses around it. */
function arrowEnd({ text }: Source, body: Node): number {
  return text.lastIndexOf("=>", body.start) + 2;
}

function isPlain(node: Node): boolean {
  const value = bare(node);
  if (value.type === "MemberExpression") return !value.computed && isPlain(value.object);
  if (value.type === "ArrayExpression") return value.elements.every((one) => one !== null && isPlain(one));
  return value.type === "Identifier" || value.type === "Literal" || isFunction(value);
}

/** Not a key, a type, an import's or export's specifier, or a directive. */
function isExpression(node: Node): boolean {
  const parent = node.parent;
  if (parent?.type === "Property") return parent.value === node;
  return (
    parent?.type === "CallExpression" ||
    parent?.type === "NewExpression" ||
    parent?.type === "ArrayExpression" ||
    parent?.type === "VariableDeclarator" ||
    parent?.type === "BinaryExpression" ||
    parent?.type === "ReturnStatement"
  );
}

function swappedFunctions(source: Source): readonly Rewrite[] {
  const { body } = source.program;
  const rewrites: Rewrite[] = [];
  for (let index = 0; index + 1 < body.length; index += 1) {
    const [first, second] = [body[index], body[index + 1]];
    if (first === undefined || second === undefined || !declaresFunction(first) || !declaresFunction(second))
      continue;
    const swap = (one: Node, other: Node): Rewrite => ({
      start: one.start,
      end: one.end,
      by: textOf(source, other),
    });
    rewrites.push(swap(first, second), swap(second, first));
    index += 1;
  }
  return rewrites;
}

function declaresFunction(node: Node): boolean {
  const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
  return declared?.type === "FunctionDeclaration";
}
