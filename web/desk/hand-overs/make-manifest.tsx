import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type HandOver, makeManifest } from '#web/api/calls.ts'
import { isProblem, newKey } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { TextField } from '#web/ui/fields.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'
import { PrintManifest } from './print-manifest.tsx'

/** Makes the manifest of what was chosen and prints it; who carries it is said where it goes by post. */
export const MakeManifest = ({
  toUnitId,
  chosen,
  onMade,
}: {
  toUnitId: string
  chosen: readonly HandOver[]
  onMade: () => void
}) => {
  const { t } = useWords()
  const { officer } = useSession()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const [carrier, keep, forget] = useKept(`manifest.${officer.id}.${toUnitId}`, () => ({
    name: '',
    bill: '',
  }))
  const [made, setMade] = useState<{ id: string; number: string } | null>(null)
  const name = carrier.name.trim()
  const bill = carrier.bill.trim()
  const body = {
    toUnitId,
    dossierIds: chosen.map(({ dossierId }) => dossierId),
    ...(name === '' ? {} : { carrier: { name, ...(bill === '' ? {} : { billNumber: bill }) } }),
  }
  const key = useRef(newKey())
  const wanted = JSON.stringify(body)
  // Another manifest is another request.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of what is asked for
  useEffect(() => {
    key.current = newKey()
  }, [wanted])
  const making = useMutation({
    mutationFn: () => makeManifest(body, key.current),
    onSuccess: (answer) => {
      key.current = newKey()
      setMade(answer)
      forget()
      onMade()
      announce(t('manifest.made-said', { number: answer.number }))
    },
    onError: (error) => {
      if (isProblem(error, 'idempotency-key-reused')) key.current = newKey()
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['hand-overs'] }),
        queries.invalidateQueries({ queryKey: ['manifests'] }),
      ]),
  })
  const isNameMissing = bill !== '' && name === ''
  return (
    <div className={chosen.length > 0 ? 'stack-tight hand-over-act' : 'stack-tight'}>
      {chosen.length > 0 && (
        <details open={name !== '' || bill !== '' || undefined}>
          <summary>{t('manifest.by-post')}</summary>
          <div className="fields">
            <TextField
              label={t('manifest.carrier')}
              value={carrier.name}
              maxLength={120}
              error={isNameMissing ? t('manifest.carrier-missing') : undefined}
              onType={(typed) => keep((before) => ({ ...before, name: typed }))}
            />
            <TextField
              label={t('manifest.bill')}
              value={carrier.bill}
              maxLength={60}
              onType={(typed) => keep((before) => ({ ...before, bill: typed }))}
            />
          </div>
        </details>
      )}
      <div className="row">
        <BusyButton
          className="button-primary"
          busy={making.isPending}
          disabled={chosen.length === 0}
          onClick={() => {
            if (chosen.length > 0 && !isNameMissing) making.mutate()
          }}
        >
          <Icon name="print" />
          {t('manifest.make', { count: chosen.length })}
        </BusyButton>
      </div>
      <ProblemNotice error={making.error} takesFocus />
      {made && (
        <Notice kind="done" title={t('manifest.made', { number: made.number })}>
          <PrintManifest key={made.id} id={made.id} number={made.number} atOnce />
        </Notice>
      )}
    </div>
  )
}
