import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Legal days are days in Vietnam whatever the machine's zone; so the tests run far from it.
process.env.TZ ??= 'America/New_York'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const everyTest = '{server,common,web,bench,prove,bin}/**/*.test.{ts,tsx,mjs}'
const ruleTests = ['common/**/*.test.ts', 'server/src/*/rules/**/*.test.ts']
const browserTests = ['**/*.browser.test.{ts,tsx}']
// They run the embedded server whatever is given; on a given one they would only take their two minutes again.
const embeddedAlone = ['**/place.test.ts', '**/program.test.ts', '**/platform/backup/*.test.ts', 'bin/**']
const cluster = 'server/test/support/cluster.ts'

export default defineConfig({
  root: here('.'),
  test: {
    // Two cores are the smallest machine we promise; PostgreSQL and a browser want a share of them.
    maxWorkers: 2,
    pool: 'forks',
    allowOnly: false,
    sequence: { groupOrder: 0 },
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: ruleTests, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: [everyTest],
          exclude: [
            '**/node_modules/**',
            ...ruleTests,
            ...browserTests,
            ...(process.env.DATABASE_URL ? embeddedAlone : []),
          ],
          globalSetup: [cluster],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: browserTests,
          exclude: ['**/node_modules/**'],
          globalSetup: [cluster],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
