import { defineConfig } from '@playwright/test'

/** MAYFLY_URL and MAYFLY_TOKEN are read by the fixture. */
export default defineConfig({
  fullyParallel: true,
  use: { baseURL: process.env.APP_URL ?? 'http://localhost:4000' },
})
