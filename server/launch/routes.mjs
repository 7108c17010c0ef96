/**
 * Writes the web process's entry: the same route modules that Next mounts, as a table for node:http. Only this
 * generated file knows both sides, so that server/ never imports app/.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The parts of app/ that are plain Web functions and stand on hot paths. */
const MOUNTED = ['api/v1', 'mcp', 'compat', 'healthz', 'readyz', 'metrics']

/**
 * @param {string} root
 * @param {string} file where to write it
 */
export function writeRoutes(root, file) {
  const folders = MOUNTED.flatMap((folder) => foldersWithRoute(path.join(root, 'app'), folder))
  const imports = folders.map((folder, index) => `import * as route${index} from '@/app/${folder}/route'`)
  const rows = folders.map((folder, index) => `  { path: '/${folder}', module: route${index} },`)
  const lines = [
    ...imports,
    `import { refuseUnrouted } from '@/lib/http/route'`,
    `import { closeAllStreams } from '@/lib/http/sse'`,
    `import { startWeb } from '@/server/web/main'`,
    '',
    'const routes = [',
    ...rows,
    ']',
    'await startWeb({ routes, refuse: refuseUnrouted, endStreams: closeAllStreams })',
    '',
  ]
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, lines.join('\n'))
}

/** @returns {string[]} */
function foldersWithRoute(app, folder) {
  const full = path.join(app, folder)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { withFileTypes: true })
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`)
  const own = entries.some((entry) => entry.name === 'route.ts') ? [folder] : []
  return [...own, ...below.flatMap((name) => foldersWithRoute(app, name))].sort()
}
