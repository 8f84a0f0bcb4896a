/** For programs that run the host themselves, with callers and a listener of their choosing. */
export { createDevelopmentCredentials, type DevelopmentCredentials } from "./credentials/development.ts";
export { issueToken } from "./credentials/issue-token.ts";
export { openSession, revokeSession } from "./credentials/session-register.ts";
export { bodyLimits } from "./http/body.ts";
export { type Listening, type ListenOptions, listen } from "./http/listen.ts";
export { createLogger } from "./http/log.ts";
export { callerEvaluation, createCallerMiddleware } from "./middleware/caller.ts";
export { keepEvaluation } from "./workflows/context.ts";
