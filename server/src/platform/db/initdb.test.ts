import { expect, test } from 'vitest'
import { mustHaveRoom } from './initdb.ts'

test.each([
  ['20 MB, as a disk of memory', { bavail: 5_120, bsize: 4_096 }, true],
  ['150 MB', { bavail: 38_400, bsize: 4_096 }, false],
  ['what cannot be asked', null, false],
])('a new database where %s are left is refused before it is begun: %#', (_what, disk, isRefused) => {
  const making = () => mustHaveRoom('/srv/motcua-data', disk)
  if (isRefused)
    expect(making).toThrow(
      expect.objectContaining({
        code: 'NO_ROOM',
        details: { folder: '/srv/motcua-data', free: 20, needed: 150 },
      }),
    )
  else expect(making).not.toThrow()
})
