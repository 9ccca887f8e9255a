import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      // Next resolves this to an empty module on the server; the test runner is the server too.
      'server-only': `${import.meta.dirname}/node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: [
      'lib/**/*.test.{ts,tsx}',
      'components/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'app/**/*.test.ts',
    ],
    environment: 'node',
    // Left to itself it takes one worker on two cores, and a new one for each file, which loads everything anew: 225 s in place of 117.
    maxWorkers: '100%',
    isolate: false,
    globalSetup: ['lib/server/testing/postgres-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
