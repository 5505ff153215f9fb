import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FoundPeople } from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useShortcuts } from '#web/ui/keys.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { peopleQuery } from '../queries.ts'
import { useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { FoundPerson } from './found-person.tsx'
import { OneAndTheSame } from './one-and-the-same.tsx'

/**
 * People by name, number, telephone or code. What is typed is asked for when it is sent, not letter by letter: each search is
 * a read of personal data. It is kept in the tab, never in the address, so that coming back from a dossier finds it again.
 */
export const PeoplePage = () => {
  const { t } = useWords()
  const { officer } = useSession()
  const [words, keep] = useKept<string>(`people.${officer.id}`, () => '')
  const [typed, setTyped] = useState(words)
  const field = useRef<HTMLInputElement>(null)
  const announce = useAnnounce()
  const { data, error, refetch, isFetching } = useQuery({ ...peopleQuery(words), enabled: words !== '' })
  useLayoutEffect(() => field.current?.focus(), [])
  const toField = () => {
    field.current?.focus()
    field.current?.select()
  }
  useShortcuts({ '/': toField, 'Shift+F3': toField })
  useEffect(() => {
    if (data) announce(t('people.found-said', { count: data.items.length }))
  }, [data, announce, t])

  const look = (event: FormEvent) => {
    event.preventDefault()
    const wanted = typed.trim()
    if (wanted === words && wanted !== '') void refetch()
    keep(wanted)
  }

  return (
    <Page title={t('people.title')} takesFocus={false}>
      <search>
        <form className="sheet stack-tight" onSubmit={look}>
          <TextField
            label={t('people.words')}
            hint={t('people.words-hint')}
            wide
            type="search"
            maxLength={200}
            value={typed}
            onType={setTyped}
            ref={field}
            error={isProblem(error, 'search-too-short') ? error.message : undefined}
          />
          <div className="row">
            <BusyButton type="submit" className="button-primary" busy={isFetching}>
              {t('people.find')}
            </BusyButton>
          </div>
        </form>
      </search>
      {!isProblem(error, 'search-too-short') && <ProblemNotice error={error} />}
      {words === '' && (
        <div className="empty stack-tight">
          <p className="strong">{t('people.nothing-asked')}</p>
          <p>{t('people.nothing-asked-detail')}</p>
        </div>
      )}
      {words !== '' && !data && !error && <SkeletonRows />}
      {data && !error && <Found key={words} found={data} words={words} />}
    </Page>
  )
}

const Found = ({ found, words }: { found: FoundPeople; words: string }) => {
  const { t } = useWords()
  const [chosen, setChosen] = useState<readonly string[]>([])
  // Where reading goes on when the button that was pressed is gone.
  const count = useRef<HTMLParagraphElement>(null)
  const keyOf = ({ persons }: FoundPeople['items'][number]) => persons[0]?.id ?? ''
  const mayChoose = found.mayTellWhoIsWho && found.items.length > 1
  if (found.items.length === 0) {
    return (
      <div className="empty stack-tight">
        <p className="strong">{t('people.none-found', { words })}</p>
        <p>{t(found.by === 'NAME' ? 'people.none-found-name' : 'people.none-found-number')}</p>
        <p>{t('people.none-found-scope')}</p>
      </div>
    )
  }
  return (
    <>
      {found.hasMore && (
        <Notice kind="info" title={t('people.has-more')}>
          <p>{t('people.has-more-detail')}</p>
        </Notice>
      )}
      <p className="muted" ref={count} tabIndex={-1}>
        {t('people.found', { count: found.items.length })}
      </p>
      <ul className="people">
        {found.items.map((item) => (
          <FoundPerson
            key={keyOf(item)}
            item={item}
            mayUndo={found.mayTellWhoIsWho}
            onUndone={() => count.current?.focus()}
            isChosen={mayChoose ? chosen.includes(keyOf(item)) : null}
            onChoose={(isChosen) =>
              // Two are one; a third takes the place of the first that was chosen.
              setChosen((before) =>
                isChosen ? [...before.slice(-1), keyOf(item)] : before.filter((one) => one !== keyOf(item)),
              )
            }
          />
        ))}
      </ul>
      <OneAndTheSame
        items={found.items.filter((item) => chosen.includes(keyOf(item)))}
        onDone={() => {
          setChosen([])
          count.current?.focus()
        }}
      />
    </>
  )
}
