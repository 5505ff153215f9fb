import { Link } from '@tanstack/react-router'
import { Icon } from '#web/ui/icon.tsx'
import { dayIn, useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'

/** Over every screen, as long as it holds: whose work this officer does besides her own, who does hers, and until when. */
export const StandsIn = () => {
  const { t } = useWords()
  const { standsIn, stoodInFor } = useSession()
  if (standsIn.length + stoodInFor.length === 0) return null
  return (
    <aside className="stands-in" aria-label={t('standing-in.title')}>
      {standsIn.map(({ id, officer, roles, unit, lastDay }) => (
        <p key={id}>
          <Icon name="person" />{' '}
          {t('standing-in.now', {
            name: officer,
            roles: roles.map((role) => t(`role.${role}`)),
            unit,
            day: dayIn(lastDay, t),
          })}{' '}
          <Link to="/uy-quyen">{t('standing-in.see')}</Link>
        </p>
      ))}
      {stoodInFor.map(({ id, kind, by, roles, lastDay }) => (
        <p key={id}>
          <Icon name="person" />{' '}
          {t(kind === 'DELEGATION' ? 'standing-in.i-lent' : 'standing-in.i-am-away', {
            name: by,
            roles: roles.map((role) => t(`role.${role}`)),
            day: dayIn(lastDay, t),
          })}{' '}
          <Link to="/uy-quyen">{t('standing-in.see')}</Link>
        </p>
      ))}
    </aside>
  )
}
