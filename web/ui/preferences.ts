import { useCallback, useState } from 'react'
import { type Language, languageCookie } from '#common/i18n.ts'

/** How a person wants the desk to look, kept on the machine. Nothing here says anything about anybody's dossier. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark'
  size: 'normal' | 'larger' | 'largest'
  density: 'standard' | 'compact'
}

export const THEMES = ['system', 'light', 'dark'] as const
export const SIZES = ['normal', 'larger', 'largest'] as const
export const DENSITIES = ['standard', 'compact'] as const

const KEY = 'motcua.preferences'
const DEFAULTS: Preferences = { theme: 'system', size: 'normal', density: 'standard' }

const oneOf = <Value extends string>(values: readonly Value[], value: unknown, fallback: Value): Value =>
  values.find((known) => known === value) ?? fallback

/** What was stored, as far as it still means something. */
export const readPreferences = (stored: string | null): Preferences => {
  let found: Partial<Record<keyof Preferences, unknown>> = {}
  try {
    found = JSON.parse(stored ?? '{}') ?? {}
  } catch {
    // Somebody else's text under our key.
  }
  return {
    theme: oneOf(THEMES, found.theme, DEFAULTS.theme),
    size: oneOf(SIZES, found.size, DEFAULTS.size),
    density: oneOf(DENSITIES, found.density, DEFAULTS.density),
  }
}

const stored = (): Preferences => {
  try {
    return readPreferences(localStorage.getItem(KEY))
  } catch {
    return DEFAULTS
  }
}

const dark = () => matchMedia('(prefers-color-scheme: dark)')

const show = ({ theme, size, density }: Preferences): void => {
  const root = document.documentElement
  root.dataset.theme = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme
  root.dataset.size = size
  root.dataset.density = density
}

/** Before anything is drawn, and again when the machine turns to its dark theme at dusk. */
export const showPreferences = (): void => {
  show(stored())
  dark().addEventListener('change', () => show(stored()))
}

export const usePreferences = (): [Preferences, (change: Partial<Preferences>) => void] => {
  const [preferences, setPreferences] = useState(stored)
  const change = useCallback((change: Partial<Preferences>) => {
    const next = { ...stored(), ...change }
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // Kept for this page only.
    }
    setPreferences(next)
    show(next)
  }, [])
  return [preferences, change]
}

const YEAR_SECONDS = 31_536_000

/** The page is loaded anew, so that the server's words change with ours; what was typed is kept. */
export const speak = (language: Language): void => {
  const isOverTls = location.protocol === 'https:'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs TLS, which a laptop has not
  document.cookie = `${languageCookie(isOverTls)}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${isOverTls ? '; secure' : ''}`
  location.reload()
}
