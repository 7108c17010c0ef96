/** The arrows between the parts, as docs/architecture.md draws them. Types count: who needs a type knows the other side. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PARTS = ['app', 'components', 'lib', 'server', 'prisma']

/** A file and what it imports: our own files by path from the root, packages by name. */
type Source = { file: string; text: string; imports: string[] }

const allFiles = new Set(PARTS.flatMap((part) => listFiles(part)))
const sources = [...allFiles].map(readSource)
const own = sources.filter(({ file }) => !isExempt(file))

test('finds the sources', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(own.find(({ file }) => file === 'lib/context.ts')?.imports).toContain('lib/db.ts')
})

test('lib knows neither pages nor processes', () => {
  expect(arrows('lib/', /^(app|components|server)\//)).toEqual([])
})

test('the core of lib knows nothing of HTTP, of the browser or of tests', () => {
  const core = own.filter(({ file }) => /^lib\/(?!http\/|client\/|testing\/)/.test(file))
  expect(arrowsOf(core, /^lib\/(http|client|testing)\//)).toEqual([])
})

test('processes know lib, but nothing of HTTP pages, components or the browser', () => {
  expect(arrows('server/', /^(app|components)\/|^lib\/(http|client)\//)).toEqual([])
})

test('components know the browser side and the shapes of the nouns, nothing else of lib', () => {
  expect(arrows('components/', /^(app|server|prisma)\/|^lib\/(?!client\/|[a-z-]+\/schema\.ts$)/)).toEqual([])
})

test('the browser side of lib knows of the rest of lib only the shapes of the nouns', () => {
  expect(arrows('lib/client/', /^(app|components|server|prisma)\/|^lib\/(?!client\/|[a-z-]+\/schema\.ts$)/)).toEqual([])
})

test('the API and lib/http run without Next', () => {
  expect(
    arrowsOf(
      own.filter(({ file }) => /^(lib\/http|app\/api\/v1)\//.test(file)),
      /^next($|\/)/,
    ),
  ).toEqual([])
})

test('no file of lib depends on itself over a circle', () => {
  expect(findCircle(own.filter(({ file }) => file.startsWith('lib/')))).toBeNull()
})

/** Programs that run elsewhere: on the machine of whoever uses Mayfly, whose environment is not ours. */
const ELSEWHERE = /^lib\/client\/(cli\/|sdk\/playwright\.ts$)/

test('only lib/config.ts reads the environment', () => {
  const readers = own.filter(({ text }) => /process\.env|import\.meta\.env/.test(withoutComments(text)))
  expect(
    readers
      .map(({ file }) => file)
      .filter((file) => !/^(server\/launch|lib\/testing)\//.test(file) && !ELSEWHERE.test(file)),
  ).toEqual(['lib/config.ts'])
})

test('only lib/db.ts speaks to PostgreSQL and Prisma directly', () => {
  const speakers = arrowsOf(
    own.filter(({ file }) => !file.startsWith('prisma/')),
    /^(pg|@prisma\/.*)$|^prisma\/generated\//,
  )
  expect([...new Set(speakers.map((arrow) => arrow.split(' → ')[0]))]).toEqual(['lib/db.ts'])
})

function arrows(from: string, to: RegExp): string[] {
  return arrowsOf(
    own.filter(({ file }) => file.startsWith(from)),
    to,
  )
}

function arrowsOf(files: Source[], to: RegExp): string[] {
  return files.flatMap(({ file, imports }) =>
    imports.filter((name) => to.test(name)).map((name) => `${file} → ${name}`),
  )
}

/** The first circle met, as a path back to its start. Imports of types alone vanish when compiled and do not count. */
function findCircle(files: Source[]): string | null {
  const next = new Map(files.map(({ file, text }) => [file, importsOf(file, withoutTypeImports(text))]))
  const done = new Set<string>()
  const visit = (file: string, trail: string[]): string | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].join(' → ')
    if (done.has(file)) return null
    for (const target of next.get(file) ?? []) {
      const circle = visit(target, [...trail, file])
      if (circle) return circle
    }
    done.add(file)
    return null
  }
  for (const { file } of files) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return null
}

function readSource(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  return { file, text, imports: importsOf(file, text) }
}

function importsOf(file: string, text: string): string[] {
  const found = withoutComments(text).matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"\n]+)['"]/g)
  return [...found].map(([, name = '']) => resolveImport(file, name))
}

function resolveImport(file: string, name: string): string {
  if (!/^(@\/|\.)/.test(name)) return name
  const target = name.startsWith('@/') ? name.slice(2) : path.posix.join(path.posix.dirname(file), name)
  const known = [target, `${target}.ts`, `${target}.tsx`]
  return known.find((candidate) => allFiles.has(candidate)) ?? `${target}.ts`
}

function listFiles(dir: string): string[] {
  return readdirSync(path.join(ROOT, dir), { withFileTypes: true }).flatMap((entry) => {
    const file = `${dir}/${entry.name}`
    if (entry.isDirectory()) return file === 'prisma/generated' ? [] : listFiles(file)
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : []
  })
}

/** Tests may reach across. So may the build's route table: it writes the one generated file that joins both sides. */
function isExempt(file: string): boolean {
  return /\.test\.tsx?$|\/testing\/|^server\/launch\/routes\.mjs$/.test(file)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

function withoutTypeImports(text: string): string {
  return text.replace(/^(import|export) type [^;]*? from ['"][^'"\n]+['"]/gm, '')
}
