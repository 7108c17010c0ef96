import { defineConfig } from 'cypress'
import { mayflyTasks } from './tasks.mjs'

export default defineConfig({
  // longer than any wait for a mail
  taskTimeout: 60_000,
  e2e: {
    baseUrl: process.env.APP_URL ?? 'http://localhost:4000',
    setupNodeEvents(on) {
      on('task', mayflyTasks())
    },
  },
})
