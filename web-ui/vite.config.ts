import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { mockApi } from './dev/mock.ts';

export default defineConfig(({ command, mode }) => ({
  plugins: [svelte(), ...(command === 'serve' && mode !== 'test' ? [mockApi()] : [])],
  logLevel: command === 'build' ? 'warn' : 'info',
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  preview: {
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    },
  },
  test: { include: ['src/**/*.test.ts'] },
}));
