/** What a proven caller may be. The class is a signed claim, never a header. */
export const callerClasses = ["first-party", "trusted-service", "external"] as const;

export type CallerClass = (typeof callerClasses)[number];

/** A caller who proved who they are: a verified token whose session is alive. */
export interface KnownCaller {
  readonly kind: CallerClass;
  readonly subject: string;
  readonly session: string;
}

/** `nobody` presented no credentials at all; wrong credentials never become a caller. */
export type Caller = KnownCaller | { readonly kind: "nobody" };
