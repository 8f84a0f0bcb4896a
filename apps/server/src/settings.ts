import { z } from "zod";

/** Settings that cannot be used: a line for each, with what was expected and, unless it is secret, what came. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** An error of zod that says what was expected and what came. Not for secrets. */
export function expecting(expected: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      input === undefined
        ? `is not set: expected ${expected}`
        : `expected ${expected}, got ${JSON.stringify(input)}`,
  };
}

/** JSON whose text no error repeats. */
export function secretJson(expected: string) {
  return z.string(`is not set: expected ${expected}`).transform((text, issue): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      const how = error instanceof Error ? error.name : "error";
      issue.addIssue({ code: "custom", message: `is not JSON (${how}): expected ${expected}` });
      return z.NEVER;
    }
  });
}

/** @throws SettingError naming each setting that is missing or wrong. */
export function readSettings<S extends z.ZodType>(
  schema: S,
  settings: Readonly<Record<string, string | undefined>>,
): z.infer<S> {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new SettingError(lines.join("\n"));
}
