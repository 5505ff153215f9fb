import { LANGUAGES } from '#common/i18n.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { DENSITIES, SIZES, speak, THEMES, usePreferences } from '#web/ui/preferences.ts'
import { useWords } from '#web/ui/words.tsx'

/** The other language, by its own name, so that whoever reads only that one finds it. */
export const LanguageSwitch = () => {
  const { t, language } = useWords()
  return (
    <>
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <button
          key={other}
          type="button"
          className="button button-plain"
          lang={other}
          onClick={() => speak(other)}
        >
          {t(`language.${other}`)}
        </button>
      ))}
    </>
  )
}

export const Settings = () => {
  const { t } = useWords()
  const [preferences, change] = usePreferences()
  return (
    <>
      <RadioGroup
        legend={t('settings.theme')}
        value={preferences.theme}
        onPick={(theme) => change({ theme })}
        options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
      />
      <RadioGroup
        legend={t('settings.size')}
        value={preferences.size}
        onPick={(size) => change({ size })}
        options={SIZES.map((value) => ({ value, label: t(`settings.size.${value}`) }))}
      />
      <RadioGroup
        legend={t('settings.density')}
        value={preferences.density}
        onPick={(density) => change({ density })}
        options={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
      />
    </>
  )
}
