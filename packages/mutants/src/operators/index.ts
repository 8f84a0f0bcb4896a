import { arithmetic, assignmentOperators, signs, updates } from "./arithmetic.ts";
import { copies, methodCalls, optionalChains, swappedArguments } from "./calls.ts";
import { lists, objects } from "./collections.ts";
import { comparisons, conditions, logicalOperators, negation } from "./conditions.ts";
import { literals } from "./literals.ts";
import type { Operator } from "./operator.ts";
import { arrows, awaits, blocks, returns, statements } from "./statements.ts";

export const operators: readonly Operator[] = [
  conditions,
  comparisons,
  logicalOperators,
  negation,
  arithmetic,
  signs,
  updates,
  assignmentOperators,
  literals,
  lists,
  objects,
  methodCalls,
  copies,
  swappedArguments,
  optionalChains,
  blocks,
  statements,
  returns,
  arrows,
  awaits,
];
