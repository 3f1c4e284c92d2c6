import { isSaved, isText, kept, renamed, withPast, withSaved, type Saved } from '../lib/searches';

const PAST = 'spoor.history';
const SAVED = 'spoor.searches';
let past = $state.raw<readonly string[]>(kept(localStorage.getItem(PAST), isText));
let saved = $state.raw<readonly Saved[]>(kept(localStorage.getItem(SAVED), isSaved));

function keep(searches: readonly Saved[]) {
  saved = searches;
  localStorage.setItem(SAVED, JSON.stringify(saved));
}

/** What was searched in this browser, last first, and which searches were given a name. */
export const searches = {
  get past() {
    return past;
  },
  get saved() {
    return saved;
  },
  remember(query: string) {
    past = withPast(past, query);
    localStorage.setItem(PAST, JSON.stringify(past));
  },
  forget(query: string) {
    past = past.filter((one) => one !== query);
    localStorage.setItem(PAST, JSON.stringify(past));
  },
  save: (name: string, address: string) => keep(withSaved(saved, name, address)),
  rename: (from: string, to: string) => keep(renamed(saved, from, to)),
  remove: (name: string) => keep(saved.filter((one) => one.name !== name)),
};
