import { expect, it } from 'vitest';
import { ApiError } from '../api/client';
import { Question } from './question.svelte';

const answered = (text: string) => () => Promise.resolve(text);
const never = () => new Promise<string>(() => {});
const settled = () => new Promise((resolve) => setTimeout(resolve));

it('nextQuestionOfTheSameSubject_keepsTheAnswerUntilThereIsANewOne', async () => {
  const question = new Question<string>();
  question.ask(answered('first'), 'a');
  await settled();
  question.ask(never, 'a');
  expect([question.answer, question.waiting]).toEqual(['first', true]);
});
it('anotherSubject_dropsTheAnswerAtOnce', async () => {
  const question = new Question<string>();
  question.ask(answered('first'), 'a');
  await settled();
  question.ask(never, 'b');
  expect([question.answer, question.waiting]).toEqual([undefined, true]);
});
it('refusal_leavesTheAnswerOfTheSameSubject', async () => {
  const question = new Question<string>();
  question.ask(answered('first'), 'a');
  await settled();
  question.ask(() => Promise.reject(new ApiError({ status: 400 })), 'a');
  await settled();
  expect([question.answer, question.error?.problem.status]).toEqual(['first', 400]);
});
it('withdrawnQuestion_answersNothing', async () => {
  const question = new Question<string>();
  question.ask(answered('late'))();
  await settled();
  expect(question.answer).toBeUndefined();
});
it('droppedQuestion_neitherWaitsNorAnswers', async () => {
  const question = new Question<string>();
  question.ask(answered('first'), 'a');
  await settled();
  question.ask(never, 'a')();
  question.drop();
  expect([question.answer, question.waiting]).toEqual([undefined, false]);
});
