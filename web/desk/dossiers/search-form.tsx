import { Link } from '@tanstack/react-router'
import { type FormEvent, type RefObject, useEffect, useState } from 'react'
import { readPastDay } from '#common/citizen.ts'
import type { DossierState } from '#web/api/calls.ts'
import { SelectField, TextField } from '#web/ui/fields.tsx'
import { dayOnly } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.tsx'
import { faultWords } from '../person/person-draft.ts'
import { DOSSIER_STATES, type DossiersSearch, isNarrowedBy } from '../search.ts'
import { today } from '../session/clock.ts'

/** By what the list of dossiers is narrowed; what is typed is looked for when it is sent or a choice is made. */
export const SearchForm = ({
  search,
  codeField,
  onLook,
}: {
  search: DossiersSearch
  codeField: RefObject<HTMLInputElement | null>
  onLook: (wanted: DossiersSearch) => void
}) => {
  const { t } = useWords()
  const dayInAddress = search.ngay ? dayOnly(search.ngay) : ''
  const [code, setCode] = useState(search.ma ?? '')
  const [day, setDay] = useState(dayInAddress)
  const [dayFault, setDayFault] = useState<string>()
  useEffect(() => setCode(search.ma ?? ''), [search.ma])
  useEffect(() => setDay(dayInAddress), [dayInAddress])

  const look = (chosen: Pick<DossiersSearch, 'tt' | 'ngay'>) => {
    const typed = day.trim() === '' || chosen.ngay ? null : readPastDay(day, today())
    if (typed?.ok === false) {
      const { id, values } = faultWords(typed)
      setDayFault(t(id, values))
      return
    }
    setDayFault(undefined)
    onLook({
      ma: code.trim() || undefined,
      tt: search.tt,
      ngay: typed?.value,
      ...chosen,
    })
  }

  return (
    <search>
      <form
        className="sheet fields"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          look({})
        }}
      >
        <TextField
          id="ma-ho-so"
          label={t('dossiers.code')}
          hint={t('dossiers.code-hint')}
          type="search"
          value={code}
          onType={setCode}
          ref={codeField}
        />
        <TextField
          label={t('dossiers.received-on')}
          hint={t('dossiers.received-on-hint', { today: dayOnly(today()) })}
          inputMode="numeric"
          value={day}
          onType={setDay}
          error={dayFault}
        />
        <SelectField<DossierState | ''>
          label={t('dossiers.state')}
          value={search.tt ?? ''}
          onPick={(state) => look({ tt: state || undefined })}
          options={[
            { value: '', label: t('dossiers.any-state') },
            ...DOSSIER_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
        <div className="row">
          <button type="submit" className="button button-primary">
            {t('dossiers.find')}
          </button>
          {search.ngay !== today() && (
            <button type="button" className="button" onClick={() => look({ ngay: today() })}>
              {t('dossiers.received-today')}
            </button>
          )}
          {isNarrowedBy(search) && (
            <Link to="/ho-so" className="button button-plain">
              {t('dossiers.all')}
            </Link>
          )}
        </div>
      </form>
    </search>
  )
}
