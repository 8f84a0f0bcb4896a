import { afterAll } from "vitest";
import {
  createDevelopmentCredentials,
  type DevelopmentCredentials,
} from "../../src/credentials/development.ts";

/** Real keys, a real session database and a token per class; gone when the test file ends. */
export async function testCredentials(): Promise<DevelopmentCredentials> {
  const credentials = await createDevelopmentCredentials();
  afterAll(() => credentials.discard());
  return credentials;
}
