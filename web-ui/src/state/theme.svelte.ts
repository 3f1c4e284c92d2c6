type Theme = 'light' | 'dark';
const stored = localStorage.getItem('spoor.theme');
const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const initial: Theme = stored === 'light' || stored === 'dark' ? stored : system;
let current = $state<Theme>(initial);
document.documentElement.dataset['theme'] = initial;

export const theme = {
  get value() {
    return current;
  },
  toggle() {
    current = current === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = current;
    localStorage.setItem('spoor.theme', current);
  },
};
