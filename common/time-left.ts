/** Working time until the due date as the server gives it: negative when it has passed. */
export interface TimeLeft {
  minutes: number
  /** In full working days after today; below one on the due day. */
  days: number
  isOverdue: boolean
}

type Unit = 'days' | 'hours' | 'minutes'
export type TimeLeftId = `${'left' | 'late'}.${Unit}` | 'left.now'

/**
 * The message that says it as people do, for a translator: `còn 2,5 ngày làm việc`, `quá hạn 3 giờ làm việc`.
 * To the half day or half hour; what is left is rounded down, so that nobody is told of more time than there is.
 */
export const timeLeftWords = ({
  minutes,
  days,
  isOverdue,
}: TimeLeft): [TimeLeftId, Record<string, number>] => {
  const half = (value: number) => (isOverdue ? Math.round(value * 2) : Math.floor(value * 2)) / 2
  const which = isOverdue ? 'late' : 'left'
  const allMinutes = Math.abs(minutes)
  if (Math.abs(days) >= 1) return [`${which}.days`, { days: half(Math.abs(days)) }]
  if (allMinutes >= 60) return [`${which}.hours`, { hours: half(allMinutes / 60) }]
  if (allMinutes < 1 && !isOverdue) return ['left.now', {}]
  return [
    `${which}.minutes`,
    { minutes: isOverdue ? Math.max(1, Math.round(allMinutes)) : Math.floor(allMinutes) },
  ]
}
