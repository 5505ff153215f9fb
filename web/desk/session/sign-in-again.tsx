import { useQueryClient } from '@tanstack/react-query'
import { Dialog } from '#web/ui/dialog.tsx'
import { useWords } from '#web/ui/words.tsx'
import { sessionQuery } from '../queries.ts'
import { setClock } from './clock.ts'
import { resumeSession, useSessionEnded } from './ended.ts'
import { useSession } from './session.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Over the screen one was working on, with everything typed still under it. */
export const SignInAgain = () => {
  const { t } = useWords()
  const ended = useSessionEnded()
  const { officer } = useSession()
  const client = useQueryClient()
  return (
    <Dialog title={t('sign-in-again.title')} open={ended}>
      <p>{t('sign-in-again.why', { name: officer.fullName })}</p>
      <SignInForm
        onSignedIn={(session) => {
          // Somebody else begins on a clean desk; what the first one typed waits under their own id.
          if (session.officer.id !== officer.id) {
            location.assign(import.meta.env.BASE_URL)
            return
          }
          setClock(session.now)
          client.setQueryData(sessionQuery.queryKey, session)
          resumeSession()
          void client.invalidateQueries()
        }}
      />
      <a href={`${import.meta.env.BASE_URL}dang-nhap`}>{t('sign-in-again.leave')}</a>
    </Dialog>
  )
}
