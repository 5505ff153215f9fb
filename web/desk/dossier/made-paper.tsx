import { type Action, type Dossier, type DossierDocument, documentHref } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { usePrint } from '../counter/use-print.tsx'

/** Which paper an act leaves, that somebody waits for at the counter. */
const MAKES: Partial<Record<Action, DossierDocument['form']>> = {
  accept: 'M01',
  correctReception: 'M01',
  askToComplete: 'M02',
  askSupplement: 'M02',
  refuse: 'M03',
  requestWithdrawal: 'M05',
  grantWithdrawal: 'M05',
  stop: 'M05',
}

/** The paper that the last act made, to be printed where it was just said that it is there. */
export const MadePaper = ({ dossier, done }: { dossier: Dossier; done: Action }) => {
  const paper = dossier.documents.findLast(({ form }) => form === MAKES[done])
  return paper ? <PrintButton dossier={dossier} paper={paper} /> : null
}

export const PrintButton = ({ dossier, paper }: { dossier: Dossier; paper: DossierDocument }) => {
  const { t } = useWords()
  const printing = usePrint(documentHref(dossier.id, paper.id), false)
  return (
    <>
      <BusyButton busy={printing.state === 'waiting'} onClick={printing.print}>
        <Icon name="print" />
        {t('document.print')}
        <span className="visually-hidden">: {t(`document-form.${paper.form}`)}</span>
      </BusyButton>
      {printing.state === 'failed' && <Notice kind="wait">{t('document.not-printed')}</Notice>}
      {printing.frame}
    </>
  )
}
