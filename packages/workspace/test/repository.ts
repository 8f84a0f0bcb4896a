import { expect, onTestFinished } from "vitest";
import { WorkspaceError, type WorkspaceErrorCode } from "../src/index.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../src/testing.ts";

/** A repository that is gone when the test ends. */
export function temporaryRepository(
  files: Readonly<Record<string, string>> = {},
  options: { readonly objectFormat?: string } = {},
): TemporaryRepository {
  const repository = createTemporaryRepository(files, options);
  onTestFinished(repository.dispose);
  return repository;
}

/** Expects a refusal, and gives its words. */
export function refuses(action: () => unknown, code: WorkspaceErrorCode): string {
  try {
    action();
  } catch (error) {
    expect(error).toMatchObject({ name: "WorkspaceError", code });
    return error instanceof WorkspaceError ? error.detail : "";
  }
  throw new Error(`expected ${code}, got an answer`);
}
