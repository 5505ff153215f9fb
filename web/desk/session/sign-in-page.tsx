import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useWords } from '#web/ui/words.tsx'
import { sessionQuery } from '../queries.ts'
import { BareHeader } from '../shell/bare-header.tsx'
import { setClock } from './clock.ts'
import { resumeSession } from './ended.ts'
import { firstScreen } from './session.tsx'
import { SignInForm } from './sign-in-form.tsx'

export const SignInPage = () => {
  const { t } = useWords()
  const { tu: cameFrom } = useSearch({ from: '/dang-nhap' })
  const navigate = useNavigate()
  const router = useRouter()
  const client = useQueryClient()
  useEffect(() => {
    document.title = `${t('sign-in.title')} – ${t('product')}`
  }, [t])
  return (
    <>
      <BareHeader />
      <main className="sign-in">
        <div className="sheet stack">
          <h1>{t('sign-in.title')}</h1>
          <p className="muted">{t('sign-in.for-whom')}</p>
          <SignInForm
            onSignedIn={(session) => {
              setClock(session.now)
              resumeSession()
              client.clear()
              client.setQueryData(sessionQuery.queryKey, session)
              if (cameFrom) router.history.replace(cameFrom)
              else void navigate({ to: firstScreen(session), replace: true })
            }}
          />
        </div>
      </main>
    </>
  )
}
