import * as calls from '#web/api/calls.ts'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'

/** Papers go from unit to unit: handed over, confirmed, or taken back. To refuse them needs a reason (`reasoned-acts.tsx`). */

export const HandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="handOver" send={calls.handOver}>
      {() => <p>{t('act.hand-over')}</p>}
    </ActForm>
  )
}

export const ConfirmHandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="confirmHandOver" send={calls.confirmHandOver}>
      {() => <p>{t('act.confirm-hand-over')}</p>}
    </ActForm>
  )
}

export const TakeBackHandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="takeBackHandOver" send={calls.takeBackHandOver}>
      {() => <p>{t('act.takeBackHandOver', { unit: props.dossier.handedOverTo })}</p>}
    </ActForm>
  )
}
