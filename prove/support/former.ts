import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROCEDURE } from '../../server/test/support/household.ts'
import type { RunningHouse } from './house.ts'
import { spawned } from './program.ts'

/** Two dossiers of another software, taken over into a house by its own command: one open, one over. */
export const takeOverTwo = async ({ dataFolder }: RunningHouse): Promise<void> => {
  const file = join(dataFolder, 'phan-mem-cu.csv')
  const mapping = join(dataFolder, 'anh-xa.json')
  await writeFile(
    file,
    [
      'ma,thu tuc,trang thai,ngay nhan,hen tra,ket qua,chu ho so,ghi chu',
      'CU/2026-1,ho ngheo,dang xu ly,02/11/2026,30/12/2099,,Trần Thị Cũ,Hồ sơ giấy ở tủ 3',
      'CU/2026-2,ho ngheo,da tra,02/01/2026,09/01/2026,08/01/2026,Lê Văn Cũ,',
    ].join('\n'),
  )
  await writeFile(
    mapping,
    JSON.stringify({
      source: 'Phần mềm cũ',
      centre: 'H05.47',
      columns: {
        code: 'ma',
        procedure: 'thu tuc',
        state: 'trang thai',
        submittedAt: 'ngay nhan',
        dueAt: 'hen tra',
        issuedAt: 'ket qua',
        ownerName: 'chu ho so',
        remarks: 'ghi chu',
      },
      dates: ['dd/MM/yyyy'],
      states: { 'dang xu ly': 'PROCESSING', 'da tra': 'RETURNED' },
      procedures: { 'ho ngheo': { slug: PROCEDURE } },
    }),
  )
  const { heard, said } = spawned(['takeover', file, '--mapping', mapping], { dataFolder })
  if ((await heard) !== 0) throw new Error(`two dossiers were not taken over: ${said.errors.slice(-1_000)}`)
}
