import { useSyncExternalStore } from 'react'

/**
 * False on the server and while React takes over what the server rendered, true from then on: for what only the browser
 * knows, such as the visitor's time zone.
 */
export const useHydrated = (): boolean => useSyncExternalStore(neverChanges, onClient, onServer)

const neverChanges = () => () => {}
const onClient = () => true
const onServer = () => false
