import { PROOFS_OF, type Proof, type Receiver } from '#common/proof.ts'
import * as calls from '#web/api/calls.ts'
import { RadioGroup, SelectField } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { nobody, personFromCard, readPerson } from '../person/person-draft.ts'
import { PersonFields } from '../person/person-fields.tsx'
import { useCardScan } from '../person/use-card-scan.ts'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useKeptKey } from './kept-key.ts'

/** The result into the citizen's hand, at an open counter: to whom, and what proved who they are. */
export const ReturnResult = (props: ActFormProps) => {
  const { t } = useWords()
  const [typed, keep, forget] = useKept(useKeptKey(props.dossier, 'return'), () => ({
    receiver: 'OWNER' as Receiver,
    proof: PROOFS_OF.OWNER[0] as Proof,
    person: nobody,
  }))
  const isRepresented = typed.receiver === 'REPRESENTATIVE'
  const read = readPerson(typed.person, 'representative', today())
  useCardScan((card) => {
    if (!isRepresented) return
    keep((before) => ({
      ...before,
      person: { ...before.person, ...personFromCard(card) },
    }))
  }, isRepresented)

  return (
    <ActForm
      {...props}
      action="return"
      faults={
        isRepresented
          ? read.faults.map((fault) => ({ field: fault.field, words: t(fault.id, fault.values) }))
          : []
      }
      send={(act) =>
        calls.returnResult(act, {
          receiver: typed.receiver,
          proof: typed.proof,
          ...(isRepresented ? { representative: read.person } : {}),
        })
      }
      onDone={(version) => {
        forget()
        props.onDone(version)
      }}
    >
      {(faultAt) => (
        <>
          {props.dossier.payment === 'DUE' && <Notice kind="wait">{t('act.fee-unpaid')}</Notice>}
          <RadioGroup
            legend={t('act.receiver')}
            value={typed.receiver}
            onPick={(receiver) => keep((before) => ({ ...before, receiver, proof: PROOFS_OF[receiver][0] }))}
            options={[
              { value: 'OWNER', label: t('act.receiver-owner') },
              { value: 'REPRESENTATIVE', label: t('act.receiver-representative') },
            ]}
          />
          <SelectField
            label={t('act.proof')}
            value={typed.proof}
            onPick={(proof) => keep((before) => ({ ...before, proof }))}
            options={PROOFS_OF[typed.receiver].map((value) => ({ value, label: t(`proof.${value}`) }))}
          />
          {isRepresented && (
            <PersonFields
              part="representative"
              title={t('act.representative')}
              person={typed.person}
              faultAt={faultAt}
              onChange={(fields) =>
                keep((before) => ({ ...before, person: { ...before.person, ...fields } }))
              }
            />
          )}
        </>
      )}
    </ActForm>
  )
}
