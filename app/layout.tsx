import './globals.css'
import type { Metadata, Viewport } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Texts } from '@/components/ui/texts'
import { ThemeScript } from '@/components/ui/theme-script'
import { FONTS } from './fonts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta')
  return { title: t('home'), description: t('about'), robots: { index: true, follow: false } }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f4ef' },
    { media: '(prefers-color-scheme: dark)', color: '#111412' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme script sets data-theme before React looks.
    <html lang={await getLocale()} className={FONTS} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        {/* For the page that says that something broke; every other page names its own. */}
        <Texts of={['broken']}>{children}</Texts>
      </body>
    </html>
  )
}
