import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { paper, terms, workingDays } from '../../src/demo/sketch.ts'
import { publishOwn, tryProcess, tryStep } from './own-procedure.ts'

/**
 * A procedure in which one officer has two steps at once, the way hangs on the place and on what is found, papers hang on
 * the case, and the term may become another.
 */

export const TWO_BRANCHES = 'thu-tuc-de-thu-hai-nhanh'

const named = (vi: string, en: string) => ({ name: { vi, en } })

/** Publishes it in a province that has the demo. */
export const furnishTwoBranches = (loader: ConnectionSettings): Promise<void> =>
  publishOwn(loader, 'THỬ-03', {
    slug: TWO_BRANCHES,
    title: 'Thủ tục để thử hai nhánh cùng lúc',
    titleEn: 'Two branches at once',
    field: 'Thử phần mềm',
    leadUnit: 'CULTURE_SOCIETY',
    process: tryProcess(
      'two-branches',
      [
        tryStep('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', ['check'], named('Tiếp nhận', 'Reception')),
        tryStep('check', 'CHECK', 'CULTURE_SOCIETY', 'SPECIALIST', ['home', 'income'], {
          ...named('Kiểm tra hồ sơ', 'Check'),
          choices: [{ when: { fact: 'place', is: 'DIFFICULT' }, next: ['home'] }],
        }),
        tryStep('home', 'CHECK', 'CULTURE_SOCIETY', 'SPECIALIST', ['appraise', 'visit'], {
          ...named('Xác minh nơi ở', 'Verify the home'),
          next: ['appraise'],
          choices: [{ when: { fact: 'home', is: 'UNCLEAR' }, next: ['visit'] }],
        }),
        tryStep(
          'income',
          'CHECK',
          'CULTURE_SOCIETY',
          'SPECIALIST',
          ['appraise'],
          named('Xác minh thu nhập', 'Verify the income'),
        ),
        tryStep(
          'visit',
          'CHECK',
          'CULTURE_SOCIETY',
          'SPECIALIST',
          ['appraise'],
          named('Đến tận nơi xem', 'Visit the home'),
        ),
        tryStep(
          'appraise',
          'APPRAISE',
          'CULTURE_SOCIETY',
          'SPECIALIST',
          ['approve'],
          named('Thẩm định, dự thảo', 'Appraise and draft'),
        ),
        tryStep('approve', 'APPROVE', 'LEADERSHIP', 'LEADER', ['issue'], named('Phê duyệt', 'Approval')),
        tryStep('issue', 'ISSUE', 'OFFICE', 'RECORDS_CLERK', ['return'], named('Phát hành', 'Issue')),
        tryStep('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', [], named('Trả kết quả', 'Return')),
      ],
      {
        facts: [
          {
            id: 'home',
            ...named('Nơi ở', 'The home'),
            values: [
              { id: 'CLEAR', ...named('Đã rõ', 'Clear') },
              { id: 'UNCLEAR', ...named('Chưa rõ', 'Unclear') },
            ],
          },
        ],
      },
    ),
    cases: (['moi', 'doi'] as const).map((id) => ({
      id,
      name: { vi: id === 'moi' ? 'Cấp mới' : 'Cấp đổi', en: id === 'moi' ? 'New' : 'Renewed' },
      sets: id === 'moi' ? 2 : 1,
      papers: [paper('don', 'Đơn đề nghị'), ...(id === 'doi' ? [paper('ban-cu', 'Bản đã cấp')] : [])],
      channels: (['COUNTER', 'ONLINE'] as const).map((channel) =>
        terms(channel, {
          ...workingDays(7, '07 ngày làm việc'),
          changes: [
            {
              id: 'xac-minh-them',
              to: { value: 15, unit: 'WORKING_DAY' },
              name: { vi: 'Phải xác minh thêm ở nơi khác: 15 ngày làm việc', en: 'To be verified elsewhere' },
              basis: 'Tự đặt để thử phần mềm',
            },
            {
              id: 'ngoai-tinh',
              to: { value: 20, unit: 'WORKING_DAY' },
              name: {
                vi: 'Phải hỏi cơ quan ngoài tỉnh: 20 ngày làm việc',
                en: 'To be asked outside the province',
              },
              basis: 'Tự đặt để thử phần mềm',
            },
          ],
        }),
      ),
    })),
  })
