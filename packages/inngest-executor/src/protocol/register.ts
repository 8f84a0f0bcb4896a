import { ask, type Endpoint } from "./endpoint.ts";
import { type FunctionConfig, functionConfig, registration } from "./function-config.ts";

/** An application that this executor cannot run: it does not let it in, or asks for something that is not built. */
export class RegistrationError extends Error {
  override readonly name = "RegistrationError";
}

/**
 * Asks the application for its functions: a signed registration whose answer comes in band.
 * @throws RegistrationError; and what `fetch` rejects with, when the application is not there
 */
export async function functionsOf(endpoint: Endpoint, appId: string): Promise<FunctionConfig[]> {
  const response = await ask(endpoint, {
    method: "PUT",
    query: {},
    headers: { "x-inngest-sync-kind": "in_band" },
    body: { url: endpoint.url },
  });
  const text = await response.text();
  if (response.status !== 200) {
    throw new RegistrationError(
      `the application answered ${response.status} to its registration: ${text.slice(0, 500)}`,
    );
  }
  const { app_id, functions } = registration.parse(JSON.parse(text));
  if (app_id !== appId) throw new RegistrationError(`expected the application ${appId}, got ${app_id}`);
  return functions.map(supported);
}

function supported(config: unknown): FunctionConfig {
  const result = functionConfig.safeParse(config);
  if (result.success) return result.data;
  const id =
    typeof config === "object" && config !== null && "id" in config ? String(config.id) : "a function";
  throw new RegistrationError(`${id} asks for what this executor does not do: ${result.error.message}`);
}
