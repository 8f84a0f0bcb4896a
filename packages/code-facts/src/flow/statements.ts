import { isFunction, type Node, type Oxc } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitClass } from "./classes.ts";
import { emitCondition } from "./conditions.ts";
import { emitExpression, emitReturn } from "./expressions.ts";
import { emitDoWhile, emitFor, emitForEach, emitWhile } from "./loops.ts";
import { emitWrite } from "./patterns.ts";
import { emitTry } from "./try.ts";

/** A list of statements: functions are there before anything runs; `using` is disposed of at the end, which may throw. */
export function emitBlock(builder: FlowBuilder, body: readonly Node[]): void {
  for (const statement of body) {
    const declared =
      "declaration" in statement && statement.declaration !== null ? statement.declaration : statement;
    if (isNodeFunction(declared)) builder.step("create", declared);
  }
  const disposes = body.some(
    (one) => one.type === "VariableDeclaration" && (one.kind === "using" || one.kind === "await using"),
  );
  const emit = (): void => {
    for (const statement of body) emitStatement(builder, statement, []);
  };
  if (!disposes) {
    emit();
    return;
  }
  const dispose = {
    kind: "finally",
    emit: () => builder.mayThrow(),
    copies: new Map<number, number>(),
  } as const;
  builder.within(dispose, emit);
  builder.mayThrow();
}

function isNodeFunction(value: unknown): value is Oxc.Function {
  return (
    typeof value === "object" && value !== null && "type" in value && value.type === "FunctionDeclaration"
  );
}

/** @param labels labels right before the statement, which `continue` can name when it is a loop */
export function emitStatement(builder: FlowBuilder, node: Node, labels: readonly string[]): void {
  switch (node.type) {
    case "ExpressionStatement":
      emitExpression(builder, node.expression);
      return;
    case "VariableDeclaration":
      emitDeclaration(builder, node);
      return;
    case "ClassDeclaration":
      emitClass(builder, node);
      return;
    case "BlockStatement":
      labels.length > 0 ? emitLabelledBlock(builder, node, labels) : emitBlock(builder, node.body);
      return;
    case "IfStatement":
      labels.length > 0 ? emitLabelledBlock(builder, node, labels) : emitIf(builder, node);
      return;
    case "ForStatement":
      emitFor(builder, node, labels);
      return;
    case "ForInStatement":
    case "ForOfStatement":
      emitForEach(builder, node, labels);
      return;
    case "WhileStatement":
      emitWhile(builder, node, labels);
      return;
    case "DoWhileStatement":
      emitDoWhile(builder, node, labels);
      return;
    case "LabeledStatement":
      emitStatement(builder, node.body, [...labels, node.label.name]);
      return;
    case "SwitchStatement":
      emitSwitch(builder, node, labels);
      return;
    case "TryStatement":
      labels.length > 0 ? emitLabelledBlock(builder, node, labels) : emitTry(builder, node);
      return;
    case "ReturnStatement":
      emitReturn(builder, node, node.argument);
      return;
    case "ThrowStatement":
      emitExpression(builder, node.argument);
      builder.step("raise", node);
      builder.throw();
      return;
    case "BreakStatement":
    case "ContinueStatement":
      emitJump(builder, node);
      return;
    case "WithStatement":
      emitExpression(builder, node.object);
      builder.mayThrow();
      emitStatement(builder, node.body, labels);
      return;
    case "ExportNamedDeclaration":
      node.declaration === null ? undefined : emitStatement(builder, node.declaration, []);
      return;
    case "ExportDefaultDeclaration":
      isFunction(node.declaration) && node.declaration.type === "FunctionDeclaration"
        ? undefined
        : emitExpression(builder, node.declaration);
      return;
    case "TSExportAssignment":
      emitExpression(builder, node.expression);
      return;
    case "TSModuleDeclaration":
      node.body == null || node.declare ? undefined : emitBlock(builder, node.body.body);
      return;
    case "TSEnumDeclaration":
      for (const member of node.body.members)
        if (member.initializer !== null) emitExpression(builder, member.initializer);
      return;
    default:
      // Imports, types, empty statements and function declarations do nothing here.
      return;
  }
}

function emitDeclaration(builder: FlowBuilder, node: Oxc.VariableDeclaration): void {
  if (node.declare === true) return;
  for (const { id, init } of node.declarations) {
    if (init !== null) emitExpression(builder, init);
    if (init !== null || node.kind !== "var") emitWrite(builder, id);
  }
}

function emitIf(builder: FlowBuilder, node: Oxc.IfStatement): void {
  if (builder.at === undefined) return;
  const yes = builder.point("join", node.consequent);
  const no = builder.point("join", node.alternate ?? node);
  const end = builder.point("join", node);
  emitCondition(builder, node.test, yes, no);
  builder.moveTo(yes);
  emitStatement(builder, node.consequent, []);
  builder.leadTo(end);
  builder.moveTo(no);
  if (node.alternate !== null) emitStatement(builder, node.alternate, []);
  builder.leadTo(end);
  builder.moveTo(end);
}

function emitLabelledBlock(builder: FlowBuilder, node: Node, labels: readonly string[]): void {
  const end = builder.point("join", node);
  builder.within({ kind: "jump", labels, breakTo: end, plain: false }, () =>
    emitStatement(builder, node, []),
  );
  builder.leadTo(end);
  builder.moveTo(end);
}

function emitJump(builder: FlowBuilder, node: Oxc.BreakStatement | Oxc.ContinueStatement): void {
  const label = node.label?.name;
  const target = node.type === "BreakStatement" ? builder.breakTarget(label) : builder.continueTarget(label);
  if (target !== undefined) builder.jump(target);
  else builder.moveTo(undefined);
}

/** Tests run in order until one matches; bodies fall through; `default` is taken when no test matched. */
function emitSwitch(builder: FlowBuilder, node: Oxc.SwitchStatement, labels: readonly string[]): void {
  emitExpression(builder, node.discriminant);
  if (builder.at === undefined) return;
  const end = builder.point("join", node);
  const bodies = node.cases.map((one) => builder.point("join", one));
  for (const statement of node.cases.flatMap((one) => one.consequent)) {
    if (isNodeFunction(statement)) builder.step("create", statement);
  }
  for (const [index, one] of node.cases.entries()) {
    if (one.test === null) continue;
    emitExpression(builder, one.test);
    builder.leadTo(bodies[index] ?? end);
  }
  const fallback = node.cases.findIndex((one) => one.test === null);
  builder.leadTo(bodies[fallback] ?? end);
  builder.moveTo(undefined);
  builder.within({ kind: "jump", labels, breakTo: end, plain: true }, () => {
    for (const [index, one] of node.cases.entries()) {
      builder.meetAt(bodies[index] ?? end);
      for (const statement of one.consequent) emitStatement(builder, statement, []);
    }
  });
  builder.meetAt(end);
}
