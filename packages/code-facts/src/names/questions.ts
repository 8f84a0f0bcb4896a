import type { RepoPath } from "@phasegate/workspace";
import { Answers, type Gatherer, type Kept, type Rests, standsAfter } from "../rests.ts";

/**
 * Answers about single modules by question, each worked out once. On a view with edits, whatever rests on nothing that
 * they changed is what it was before them.
 */
export class Questions<Asked, T> {
  readonly #asked: Asked;
  readonly #gatherer: Gatherer | undefined;
  readonly #before: QuestionsBefore<Asked, T> | undefined;
  readonly #known = new Map<string, Answers<RepoPath, T>>();

  constructor(asked: Asked, gatherer: Gatherer | undefined, before: QuestionsBefore<Asked, T> | undefined) {
    this.#asked = asked;
    this.#gatherer = gatherer;
    this.#before = before;
  }

  /**
   * @param question everything that the answer follows from beside the module, as long as nothing of it was edited
   * @param also what edits changed for this question beside themselves; `undefined` when they changed the question
   */
  ask(question: string, path: RepoPath, also: Rests | undefined, work: (asked: Asked) => T): T {
    return this.#kept(question, path, also, work).value;
  }

  #kept(question: string, path: RepoPath, also: Rests | undefined, work: (asked: Asked) => T): Kept<T> {
    let answers = this.#known.get(question);
    if (answers === undefined) {
      answers = new Answers(this.#gatherer);
      this.#known.set(question, answers);
    }
    return answers.kept(path, () => {
      const before = this.#before;
      if (before === undefined || also === undefined || before.changed.has(path)) return work(this.#asked);
      const { value, rests } = before.questions.#kept(question, path, nothing, work);
      return standsAfter(rests, before.changed) && standsAfter(rests, also) ? value : work(this.#asked);
    });
  }
}

export interface QuestionsBefore<Asked, T> {
  readonly questions: Questions<Asked, T>;
  readonly changed: Rests;
}

const nothing: Rests = new Set();
