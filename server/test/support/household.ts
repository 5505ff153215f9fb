/** The household that every test, proof and bench receives, and what is drafted for it. */

export const PROCEDURE = 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam'

/** What an officer types for a household that comes to the counter. */
export const reception = (over: Record<string, unknown> = {}) => ({
  procedure: PROCEDURE,
  caseId: 'chung',
  channel: 'COUNTER',
  sets: 1,
  papers: [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }],
  owner: {
    fullName: 'Nguyễn Văn Tưởng',
    citizenNumber: '027 065 001 234',
    birthDate: '1965-02-01',
    phone: '+84 912 345 678',
    address: 'Thôn Châu Phong, phường Quế Võ, tỉnh Bắc Ninh',
  },
  ...over,
})

/** A drafted result, as a specialist submits it. */
export const draft = (over: Record<string, unknown> = {}) => ({
  outcome: 'GRANTED',
  title: 'Về việc công nhận hộ nghèo phát sinh trong năm 2026',
  paragraphs: [
    'Điều 1. Công nhận hộ ông Nguyễn Văn Tưởng là hộ nghèo.',
    'Điều 2. Quyết định có hiệu lực kể từ ngày ký.',
  ],
  ...over,
})

let lastNumber = 0

/** A number for a result that no other in this process bears: an authority gives each once a year. */
export const freshNumber = (): string => {
  lastNumber += 1
  return `${lastNumber}/QĐ-UBND`
}
