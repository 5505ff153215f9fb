import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { giveAriaItsWords } from '#web/ui/aria-words.ts'
import '#web/ui/index.css'
import { languageOf } from '#web/messages.ts'
import { showPreferences } from '#web/ui/preferences.ts'
import './desk.css'
import { Desk } from './desk.tsx'

const language = languageOf(document.cookie, navigator.language)
document.documentElement.lang = language
giveAriaItsWords(window, language)
showPreferences()

const place = document.getElementById('desk')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Desk language={language} />
    </StrictMode>,
  )
}
