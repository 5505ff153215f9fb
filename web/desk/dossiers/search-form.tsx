import { Link } from '@tanstack/react-router'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { readDossierCode } from '#common/dossier-code.ts'
import type { PlainDate } from '#common/time.ts'
import { readPastDay } from '#common/typed.ts'
import type { DossierState } from '#web/api/calls.ts'
import { SelectField, TextField } from '#web/ui/fields.tsx'
import { dayOnly } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.tsx'
import { faultWords } from '../faults.ts'
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
  onLook: (wanted: Omit<DossiersSearch, 'sau'>) => void
}) => {
  const { t } = useWords()
  const dayInAddress = search.ngay ? dayOnly(search.ngay) : ''
  const [code, setCode] = useState(search.ma ?? '')
  const [day, setDay] = useState(dayInAddress)
  const [dayFault, setDayFault] = useState<string>()
  const dayField = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changed in the address, the fields follow it
  useEffect(() => {
    setCode(search.ma ?? '')
    setDay(dayInAddress)
    setDayFault(undefined)
  }, [search])

  const look = (chosen: Pick<DossiersSearch, 'tt' | 'ngay'>) => {
    const typed = day.trim() === '' || chosen.ngay ? null : readPastDay(day, today())
    if (typed?.ok === false) {
      const { id, values } = faultWords(typed)
      setDayFault(t(id, values))
      dayField.current?.focus()
      return
    }
    onLook({
      ma: readDossierCode(code) || undefined,
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
          hint={t('dossiers.received-on-hint', { typed: typedAs(today()), today: dayOnly(today()) })}
          inputMode="numeric"
          value={day}
          onType={setDay}
          error={dayFault}
          ref={dayField}
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
          <button type="button" className="button" onClick={() => look({ ngay: today() })}>
            {t('dossiers.received-today')}
          </button>
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

/** As one types it on a pad of digits: `241126`. */
const typedAs = (day: PlainDate): string => `${day.slice(8, 10)}${day.slice(5, 7)}${day.slice(2, 4)}`
