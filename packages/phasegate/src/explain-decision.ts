import { exitCodes } from "@phasegate/report";
import {
  type Config,
  type ExplainRequest,
  explainChain,
  type Process,
  UsageError,
} from "@phasegate/verify-utils";

/**
 * Prints what a decision rests on: gates, claims, files and tests.
 * @returns the exit code of the worst of its gates; blocked when there is none
 * @throws UsageError for a decision that the registers do not hold once
 */
export async function explainDecisionCommand(
  request: ExplainRequest,
  config: Config,
  process: Process,
): Promise<number> {
  const answer = await explainChain(request, config, process);
  if (answer.kind === "explained") return exitCodes[answer.explanation.verdict];
  throw new UsageError(
    `the registers do not hold ${request.id} once; they hold ${answer.known.join(", ") || "no decision"}`,
  );
}
