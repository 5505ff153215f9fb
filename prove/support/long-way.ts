import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { onlyCase, paper, terms, workingDays } from '../../server/src/demo/sketch.ts'
import { publishOwn, tryProcess, tryStep } from '../../server/test/support/own-procedure.ts'

/**
 * A procedure with what none of the demo's has that is handled here: a check that asks nobody, a head who passes a draft
 * on, and a term that may become another. No office handles it so; it is published for a proof and gone with it.
 */

export const LONG_WAY = 'thu-tuc-de-thu-duong-dai'
/** The option by which its term becomes another. */
export const LONGER_TERM = 'xac-minh-them'

/** Linked, and without a term: nobody's part is ever late by a day, and the lead may end one at once. */
export const LINKED_WAY = 'thu-tuc-de-thu-lien-thong'

/** Publishes both in a province that has the demo. */
export const furnishLongWay = async (loader: ConnectionSettings): Promise<void> => {
  await publishLongWay(loader)
  await publishLinkedWay(loader)
}

const publishLinkedWay = (loader: ConnectionSettings): Promise<void> =>
  publishOwn(loader, 'THỬ-03', {
    slug: LINKED_WAY,
    title: 'Thủ tục để thử liên thông',
    field: 'Thử phần mềm',
    leadUnit: 'CULTURE_SOCIETY',
    process: tryProcess('linked-way', [
      tryStep('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', ['own', 'police', 'insurance']),
      tryStep('own', 'PART', 'CULTURE_SOCIETY', 'SPECIALIST', ['gather']),
      tryStep('police', 'PART', 'POLICE', 'SPECIALIST', ['gather']),
      tryStep('insurance', 'PART', 'SOCIAL_INSURANCE', 'SPECIALIST', ['gather']),
      tryStep('gather', 'GATHER', 'CENTRE', 'RECEPTIONIST', ['return']),
      tryStep('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', []),
    ]),
    cases: onlyCase({
      sets: 1,
      papers: [paper('don', 'Đơn đề nghị')],
      channels: [terms('COUNTER', { standing: 'NONE_BY_LAW', termText: 'Không quy định' })],
    }),
  })

const publishLongWay = (loader: ConnectionSettings): Promise<void> =>
  publishOwn(loader, 'THỬ-02', {
    slug: LONG_WAY,
    title: 'Thủ tục để thử đường dài',
    field: 'Thử phần mềm',
    leadUnit: 'CULTURE_SOCIETY',
    process: tryProcess('long-way', [
      tryStep('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', ['check']),
      tryStep('check', 'CHECK', 'CULTURE_SOCIETY', 'SPECIALIST', ['appraise']),
      tryStep('appraise', 'APPRAISE', 'CULTURE_SOCIETY', 'SPECIALIST', ['review']),
      tryStep('review', 'REVIEW', 'LEADERSHIP', 'LEADER', ['approve']),
      tryStep('approve', 'APPROVE', 'LEADERSHIP', 'LEADER', ['issue']),
      tryStep('issue', 'ISSUE', 'OFFICE', 'RECORDS_CLERK', ['return']),
      tryStep('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', []),
    ]),
    cases: onlyCase({
      sets: 1,
      papers: [paper('don', 'Đơn đề nghị')],
      channels: [
        terms('COUNTER', {
          ...workingDays(7, '07 ngày làm việc'),
          changes: [
            {
              id: LONGER_TERM,
              to: { value: 15, unit: 'WORKING_DAY' },
              name: { vi: 'Phải xác minh thêm', en: 'Further verification' },
              basis: 'Tự đặt để thử phần mềm',
            },
          ],
        }),
      ],
    }),
  })
