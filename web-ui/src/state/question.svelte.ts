import { ApiError } from '../api/client';

let underWay = 0;

/** Whether any question waits for its answer. */
export const isAsking = (): boolean => underWay > 0;

/**
 * The answer to a question that changes: the last good answer stays while the next one of the same subject is on its way, a refusal
 * goes. Of another subject, such as another dataset, it would be a wrong answer: it goes, too.
 */
export class Question<T> {
  answer = $state.raw<T>();
  error = $state.raw<ApiError>();
  waiting = $state(false);
  #subject: string | undefined;

  /** Nothing is asked any more. */
  drop(): void {
    this.answer = undefined;
    this.error = undefined;
    this.waiting = false;
  }

  /** Asks; the result is an effect's clean-up, which withdraws the question. */
  ask(request: (signal: AbortSignal) => Promise<T>, subject?: string): () => void {
    const control = new AbortController();
    if (subject !== this.#subject) this.answer = undefined;
    this.#subject = subject;
    this.waiting = true;
    this.error = undefined;
    underWay++;
    request(control.signal)
      .then((answer) => {
        if (control.signal.aborted) return;
        this.answer = answer;
        this.waiting = false;
      })
      .catch((error: unknown) => {
        if (control.signal.aborted) return;
        this.waiting = false;
        this.error = error instanceof ApiError ? error : new ApiError({ status: 0, detail: String(error) });
      })
      .finally(() => underWay--);
    return () => control.abort();
  }
}
