import { plainDate } from '#common/time.ts'
import type { CheckpointRule } from '../rules/lateness.ts'

export const DEFAULT_CHECKPOINT_RULE: CheckpointRule = {
  validFrom: plainDate('2025-07-01'),
  source:
    'Our own choice; no decree that we know sets it. That nothing is received after four hours follows X-Road, whose servers ' +
    'stop when time-stamping has failed for acceptable-timestamp-failure-period = 14,400 s.',
  everySeconds: 60,
  everyRows: 1_000,
  alarmSeconds: 300,
  noReceptionsSeconds: 14_400,
}
