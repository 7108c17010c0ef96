/** Search in one inbox: asked of the server when the typing pauses, and again whenever mail comes or goes. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { searchQuery } from './queries'

const PAUSE_MS = 200

/** `found` is null where nothing is searched for, and until the first answer: the inbox stays on screen that long. */
export function useSearch(address: string) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const words = text.trim() === '' ? '' : asked
  const found = useInfiniteQuery({
    ...searchQuery(address, words),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  })
  return { text, setText, words, found: words === '' || found.isPending ? null : found }
}
