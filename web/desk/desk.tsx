import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { Language } from '#common/i18n.ts'
import { LiveRegion } from '#web/ui/live-region.tsx'
import { WordsIn } from '#web/ui/words.tsx'
import { queries } from './queries.ts'
import { router } from './routes.tsx'

/** Everything a screen stands on: words, announcements, what was fetched, where one is. */
export const Desk = ({ language }: { language: Language }) => (
  <WordsIn language={language}>
    <LiveRegion>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LiveRegion>
  </WordsIn>
)
