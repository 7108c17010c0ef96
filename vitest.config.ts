import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{lib,server,app,components,prisma}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/launch/testing/global-setup.ts'],
    setupFiles: ['lib/testing/no-console-error.ts'],
    // on two processors it would be one; most files wait for a database or a socket
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
