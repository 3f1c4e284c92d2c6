import { ApiError } from '../api/client';

/** The answer to a question that changes: the last good answer stays while the next one is on its way, a refusal goes. */
export class Question<T> {
  answer = $state.raw<T>();
  error = $state.raw<ApiError>();
  waiting = $state(false);

  /** Asks; the result is an effect's clean-up, which withdraws the question. */
  ask(request: (signal: AbortSignal) => Promise<T>): () => void {
    const control = new AbortController();
    this.waiting = true;
    this.error = undefined;
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
      });
    return () => control.abort();
  }
}
