import {
  EvaluationError,
  evaluate,
  ParseError,
  parse,
  TypeError as TypeMismatch,
} from "@marcbachmann/cel-js";

/**
 * The value of a CEL expression. `undefined` when it asks for a field that is not there, or for one of another type: such an event does not match.
 * @throws ParseError of the library for text that is no expression
 */
export function evaluated(expression: string, variables: Readonly<Record<string, unknown>>): unknown {
  try {
    return evaluate(expression, variables);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof TypeMismatch) return undefined;
    throw error;
  }
}

/** @throws ParseError of the library for text that is no expression */
export function assertExpression(text: string | undefined): void {
  if (text !== undefined && text !== "") parse(text);
}

export function holds(expression: string | undefined, variables: Readonly<Record<string, unknown>>): boolean {
  return expression === undefined || expression === "" || evaluated(expression, variables) === true;
}

export function isExpression(text: string): boolean {
  try {
    assertExpression(text);
    return true;
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}
