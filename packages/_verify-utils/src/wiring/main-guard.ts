import { bare, type Node, type Oxc } from "@phasegate/code-facts/tree";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { definedGateId, kit } from "../checks/gate-script.ts";
import { sourceOf } from "../edits/source.ts";
import { type Finding, found, locationOf } from "../finding.ts";

/** What would let a script end before, or beside, its verdict. */
const ways = new Set(["process", "globalThis", "global", "eval", "Function", "require", "module", "Reflect"]);
const platform = /^(?:node:)?(?:process|child_process|worker_threads|module|vm|cluster|inspector)$/;

/** What is wrong with a gate script, started by itself; nothing when it judges the gate that it exports. */
export function scriptFindings(context: CheckContext, script: RepoPath): readonly Finding[] {
  const { code } = context;
  const invalid = (why: string, line?: number): Finding =>
    found(
      "gate-script-invalid",
      { script, why },
      line === undefined ? { path: script } : { path: script, start: { line, column: 1 } },
    );
  const gate = code.valueOf({ module: script, export: "default" }, ["id"]);
  const id = definedGateId(gate, context);
  if (id === undefined) return [invalid("does not default-export a gate with a literal id")];
  const findings: Finding[] = [];
  if (gate.location.path !== script) findings.push(invalid(`exports the gate of ${gate.location.path}`));
  const name = script.replace(/^.*\//, "").replace(/\.[cm]?[jt]sx?$/, "");
  if (name !== `verify-${id}`) findings.push(invalid(`is not named after its gate, verify-${id}`));
  const source = sourceOf(context, script);
  if (source === undefined) return [invalid("cannot be parsed")];
  const others = source.program.body.filter((statement) => !isDeclaring(statement));
  const [call, ...more] = others;
  const starts =
    call === undefined
      ? []
      : kit.flatMap((module) => code.callsOf({ module, export: "main" }, [script]).calls);
  const isCalled = starts.some(({ location }) => location.start.offset === expressionOf(call)?.start);
  if (call === undefined) findings.push(invalid("never calls `main`"));
  else if (!isCalled || !startsItself(expressionOf(call), source.program))
    findings.push(
      invalid(
        "does not end with `main(import.meta.url, <its gate>)`",
        source.lines.location(script, [call.start, call.end]).start.line,
      ),
    );
  for (const statement of more) {
    const { line } = source.lines.location(script, [statement.start, statement.end]).start;
    findings.push(invalid("does more at its top level than to define and start its gate", line));
  }
  const used = code.globalsOf(script).find((one) => ways.has(one.name));
  if (used !== undefined)
    findings.push(
      found("gate-script-invalid", { script, why: `uses \`${used.name}\`` }, locationOf(used.location)),
    );
  const reached = code
    .moduleGraph([script])
    .edges.find(({ specifier, typeOnly }) => !typeOnly && platform.test(specifier));
  if (reached !== undefined) findings.push(invalid(`imports ${reached.specifier}`));
  return findings;
}

/** Statements that do nothing but give names. */
function isDeclaring(statement: Node): boolean {
  const { type } = statement;
  return (
    (statement.type === "ExpressionStatement" && isIdle(statement.expression)) ||
    type === "ImportDeclaration" ||
    type === "ExportNamedDeclaration" ||
    type === "ExportDefaultDeclaration" ||
    type === "ExportAllDeclaration" ||
    type === "VariableDeclaration" ||
    type === "FunctionDeclaration" ||
    type === "ClassDeclaration" ||
    type === "EmptyStatement" ||
    type === "TSTypeAliasDeclaration" ||
    type === "TSInterfaceDeclaration"
  );
}

function isIdle(expression: Node): boolean {
  const inner = bare(expression);
  if (inner.type === "UnaryExpression" && inner.operator === "void") return isIdle(inner.argument);
  return inner.type === "Identifier" || inner.type === "Literal";
}

function expressionOf(statement: Node | undefined): Oxc.CallExpression | undefined {
  if (statement?.type !== "ExpressionStatement") return undefined;
  let expression = bare(statement.expression);
  // Nothing to wait for, and nothing lost by it.
  if (expression.type === "AwaitExpression") expression = bare(expression.argument);
  else if (expression.type === "UnaryExpression" && expression.operator === "void")
    expression = bare(expression.argument);
  return expression.type === "CallExpression" && !expression.optional ? expression : undefined;
}

/** `main(import.meta.url, gate)` with the gate that is exported by default. */
function startsItself(call: Oxc.CallExpression | undefined, { body }: Oxc.Program): boolean {
  const [url, gate, ...rest] = call?.arguments ?? [];
  if (url === undefined || gate === undefined || rest.length > 0) return false;
  const started = bare(gate);
  return (
    isOwnUrl(bare(url)) &&
    started.type === "Identifier" &&
    body.some((one) => exportsAsDefault(one, started.name))
  );
}

function isOwnUrl(node: Node): boolean {
  if (node.type !== "MemberExpression" || node.object.type !== "MetaProperty") return false;
  const { property, computed } = node;
  if (property.type === "Identifier") return !computed && property.name === "url";
  return property.type === "Literal" && property.value === "url";
}

function exportsAsDefault(statement: Node, name: string): boolean {
  if (statement.type === "ExportDefaultDeclaration") {
    const exported = bare(statement.declaration);
    return exported.type === "Identifier" && exported.name === name;
  }
  if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) return false;
  return statement.specifiers.some(
    ({ local, exported }) =>
      local.type === "Identifier" &&
      local.name === name &&
      (exported.type === "Literal" ? exported.value : exported.name) === "default",
  );
}
