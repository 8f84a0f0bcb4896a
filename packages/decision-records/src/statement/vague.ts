const vague =
  /^(?:the\s+)?(?:someone|somebody|anyone|anybody|everyone|everybody|nobody|we|us|team|later|eventually|some\s?(?:day|time)|as\s+needed|(?:when|if)\s+(?:needed|necessary|required|possible)|on demand|manually|regularly|periodically|ad hoc|unknown|to be (?:decided|determined)|tb[acd]|any(?:thing| change)|changes?|it depends)$/i;

/** Whether a part of a watchpoint binds nobody: `someone`, `as needed`, `TBD`. */
export function isVague(text: string): boolean {
  return vague.test(text.trim().replace(/[\s.!?]+$/, ""));
}
