import type { ReactNode } from 'react'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { ThemeToggle } from '@/components/ui/theme-toggle'

/** The door: one form in the middle of the page, and what else there is to do below it. */
export function EntryFrame({
  title,
  about,
  children,
  foot,
}: {
  title: string
  about: string
  children: ReactNode
  foot: ReactNode
}) {
  return (
    <SiteFrame
      tools={
        <>
          <LanguageToggle />
          <ThemeToggle />
        </>
      }
    >
      <div className="m-auto w-full max-w-md py-6">
        <div className="rounded-panel border border-line bg-surface p-6 shadow-lift sm:p-8">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1.5 text-sm text-soft text-pretty">{about}</p>
          <div className="mt-6">{children}</div>
        </div>
        <p className="mt-5 text-center text-sm text-soft">{foot}</p>
      </div>
    </SiteFrame>
  )
}

export const TEXT_LINK = 'font-medium text-accent underline underline-offset-4 hover:no-underline'
