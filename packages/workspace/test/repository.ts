import { onTestFinished } from "vitest";
import { createTemporaryRepository, type TemporaryRepository } from "../src/testing.ts";

/** A repository that is gone when the test ends. */
export function temporaryRepository(files: Readonly<Record<string, string>> = {}): TemporaryRepository {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  return repository;
}
