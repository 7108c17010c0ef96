import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{lib,server,app,components,prisma}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/launch/testing/global-setup.ts'],
    setupFiles: ['lib/testing/no-console-error.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
