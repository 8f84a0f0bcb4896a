import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joinRepoPath, toRepoPath } from "../src/index.ts";

function tried(work: () => string): string {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

test("what is joined plainly is joined as it would be otherwise", () => {
  const segment = fc.constantFrom("a", "b.ts", ".", "..", "", "..c", ".d", "c:", "e\\f");
  const path = fc.array(segment, { maxLength: 5 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(path, path, (folder, part) => {
      const otherwise = tried(() => toRepoPath(posix.join(folder, part)));
      expect(tried(() => joinRepoPath(folder, part))).toBe(otherwise);
    }),
    { numRuns: 2000 },
  );
});
