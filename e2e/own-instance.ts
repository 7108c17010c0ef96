/** For tests that need a Mayfly set up in their own way: the browser's relative addresses lead to it. */
import { test as base } from './fixtures'
import { createPlace, type Instance, type Place, removePlace, start, stop } from './instance'

type Setup = { env: Record<string, string>; close?(): Promise<void> }

/** One instance for each worker of a file; `prepare` may start what its settings name. */
export function testOnOwnInstance<Prepared extends Setup>(prepare: (place: Place) => Promise<Prepared>) {
  return base.extend<object, { own: Prepared & { instance: Instance } }>({
    own: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters of a fixture
      async ({}, use) => {
        const place = await createPlace()
        const prepared = await prepare(place)
        const instance = await start(place, prepared.env)
        await use({ ...prepared, instance })
        await stop(instance)
        await prepared.close?.()
        removePlace(place)
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    baseURL: async ({ own }, use) => use(own.instance.url),
  })
}
