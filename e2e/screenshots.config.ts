/** `npx playwright test --config e2e/screenshots.config.ts` puts pictures of every page and state into `screenshots/`. */
import { defineConfig } from '@playwright/test'
import base from '../playwright.config'

export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'screenshots.ts',
  globalSetup: './global-setup.ts',
  outputDir: '../test-results/screenshots',
  use: { ...base.use, trace: 'off' },
})
