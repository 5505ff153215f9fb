import { PROOFS_OF, type Proof, type Receiver } from '#common/proof.ts'
import * as calls from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { nobody, personFromCard, readPerson } from '../person/person-draft.ts'
import { PersonFields } from '../person/person-fields.tsx'
import { useCardScan } from '../person/use-card-scan.ts'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

/** The result into the citizen's hand, at an open counter: to whom, and what proved who they are. */
export const ReturnResult = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { typed, set, onDone } = useTyped(props, 'return', () => ({
    receiver: null as Receiver | null,
    proof: null as Proof | null,
    person: nobody,
  }))
  const { receiver, proof } = typed
  const owner = props.dossier.persons.find(({ part }) => part === 'OWNER')
  const isRepresented = receiver === 'REPRESENTATIVE'
  const read = readPerson(typed.person, 'representative', today())
  useCardScan((card) => {
    if (!isRepresented) return
    set((before) => ({ person: { ...before.person, ...personFromCard(card) } }))
  }, isRepresented)

  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="return"
      faults={[
        ...(receiver === null ? [{ field: 'receiver', words: t('act.receiver-missing') }] : []),
        ...(receiver !== null && proof === null ? [{ field: 'proof', words: t('act.proof-missing') }] : []),
        ...(isRepresented ? worded(read.faults) : []),
      ]}
      send={
        receiver && proof
          ? (act) =>
              calls.returnResult(act, {
                receiver,
                proof,
                ...(isRepresented ? { representative: read.person } : {}),
              })
          : null
      }
    >
      {(faultAt) => (
        <>
          <p className="muted small">{t('return.wrong', { unit: props.dossier.competentUnit })}</p>
          {props.dossier.payment === 'DUE' && <Notice kind="wait">{t('act.fee-unpaid')}</Notice>}
          <RadioGroup
            id="receiver"
            legend={t('act.receiver')}
            value={receiver}
            onPick={(next) => set({ receiver: next, proof: null })}
            options={[
              {
                value: 'OWNER',
                label: owner?.fullName
                  ? t('act.receiver-owner-named', { name: owner.fullName })
                  : t('act.receiver-owner'),
              },
              { value: 'REPRESENTATIVE', label: t('act.receiver-representative') },
            ]}
            error={faultAt('receiver')}
          />
          {receiver && (
            <RadioGroup
              id="proof"
              legend={t('act.proof')}
              value={proof}
              onPick={(next) => set({ proof: next })}
              options={PROOFS_OF[receiver].map((value) => ({ value, label: t(`proof.${value}`) }))}
              error={faultAt('proof')}
            />
          )}
          {isRepresented && (
            <PersonFields
              part="representative"
              title={t('act.representative')}
              person={typed.person}
              faultAt={faultAt}
              onChange={(fields) => set((before) => ({ person: { ...before.person, ...fields } }))}
            />
          )}
        </>
      )}
    </ActForm>
  )
}
