export { type Desk, desk, deskKinds, desksReadBy, type Source } from "./desk.ts";
export { desksBefore, type Graph, type GraphProblem, graphProblems, type Handoff, inOrder } from "./graph.ts";
export { safeId } from "./id.ts";
export { canonicalJson, type Json, jsonLimits, jsonValue } from "./json.ts";
export { messageOf } from "./message-of.ts";
export {
  type DeskCall,
  type DeskHandler,
  type DeskHandlers,
  type DeskMemory,
  DeskRefusal,
  type DeskWork,
  performDesk,
} from "./perform.ts";
export {
  isLegalTransition,
  isTerminal,
  type Run,
  type RunEnd,
  type RunFailure,
  type RunState,
  run,
  runFailure,
  runState,
  runStates,
  runTransitions,
  type TerminalRun,
  type TerminalState,
  terminalStates,
} from "./run.ts";
export { type TimelineEntry, type TimelineEvent, timelineEntry, timelineEvent } from "./timeline.ts";
export { type RunTrace, runTrace } from "./trace.ts";
export {
  type AttemptOutcome,
  attemptOutcome,
  delayAfter,
  type FinishedHookAttempt,
  type FinishedHookOutcome,
  type FinishedHookRecord,
  type FinishedHookRetry,
  finishedHookAttempt,
  finishedHookContract,
  finishedHookOutcome,
  finishedHookOutcomes,
  finishedHookRecord,
  finishedHookRetry,
} from "./types.ts";
export { type Workflow, workflow, workflowLimits } from "./workflow.ts";
