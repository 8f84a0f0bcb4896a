import type { Node, Oxc } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitCondition } from "./conditions.ts";
import { emitExpression } from "./expressions.ts";
import { emitTarget, emitWrite } from "./patterns.ts";
import { emitStatement } from "./statements.ts";

interface Loop {
  readonly node: Node;
  readonly labels: readonly string[];
  readonly end: number;
  readonly next: number;
}

function emitBody(builder: FlowBuilder, body: Node, { labels, end, next }: Loop): void {
  builder.within({ kind: "jump", labels, breakTo: end, continueTo: next, plain: true }, () =>
    emitStatement(builder, body, []),
  );
  builder.leadTo(next);
}

function emitTest(builder: FlowBuilder, test: Node | null, body: number, end: number): void {
  if (test === null) builder.leadTo(body);
  else emitCondition(builder, test, body, end);
}

export function emitWhile(builder: FlowBuilder, node: Oxc.WhileStatement, labels: readonly string[]): void {
  if (builder.at === undefined) return;
  const head = builder.point("join", node);
  const body = builder.point("join", node.body);
  const end = builder.point("join", node);
  builder.meetAt(head);
  emitTest(builder, node.test, body, end);
  builder.moveTo(body);
  emitBody(builder, node.body, { node, labels, end, next: head });
  builder.moveTo(end);
}

export function emitDoWhile(
  builder: FlowBuilder,
  node: Oxc.DoWhileStatement,
  labels: readonly string[],
): void {
  if (builder.at === undefined) return;
  const body = builder.point("join", node.body);
  const test = builder.point("join", node.test);
  const end = builder.point("join", node);
  builder.meetAt(body);
  emitBody(builder, node.body, { node, labels, end, next: test });
  builder.moveTo(test);
  emitTest(builder, node.test, body, end);
  builder.moveTo(end);
}

export function emitFor(builder: FlowBuilder, node: Oxc.ForStatement, labels: readonly string[]): void {
  if (node.init?.type === "VariableDeclaration") emitStatement(builder, node.init, []);
  else if (node.init !== null) emitExpression(builder, node.init);
  if (builder.at === undefined) return;
  const head = builder.point("join", node);
  const body = builder.point("join", node.body);
  const next = builder.point("join", node);
  const end = builder.point("join", node);
  builder.meetAt(head);
  emitTest(builder, node.test, body, end);
  builder.moveTo(body);
  emitBody(builder, node.body, { node, labels, end, next });
  builder.moveTo(next);
  if (node.update !== null) emitExpression(builder, node.update);
  builder.leadTo(head);
  builder.moveTo(end);
}

/** `for…in`, `for…of`, `for await`: asking for the next value may throw, and so may closing the iterator. */
export function emitForEach(
  builder: FlowBuilder,
  node: Oxc.ForInStatement | Oxc.ForOfStatement,
  labels: readonly string[],
): void {
  emitExpression(builder, node.right);
  if (builder.at === undefined) return;
  const head = builder.point("join", node);
  const body = builder.point("join", node.body);
  const end = builder.point("join", node);
  builder.meetAt(head);
  builder.mayThrow();
  builder.leadTo(body);
  builder.leadTo(end);
  builder.moveTo(body);
  const closing = {
    kind: "finally",
    emit: () => builder.mayThrow(),
    copies: new Map<number, number>(),
  } as const;
  const assign = (): void => {
    if (node.left.type === "VariableDeclaration") {
      for (const { id } of node.left.declarations) emitWrite(builder, id);
    } else {
      emitTarget(builder, node.left);
      emitWrite(builder, node.left);
    }
  };
  const loop = { kind: "jump", labels, breakTo: end, continueTo: head, plain: true } as const;
  builder.within(loop, () => {
    builder.within(closing, () => {
      assign();
      emitStatement(builder, node.body, []);
    });
  });
  builder.leadTo(head);
  builder.moveTo(end);
}
