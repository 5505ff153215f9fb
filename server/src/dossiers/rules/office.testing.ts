import type { Channel, PaperSpec, ProcedureVersion } from '#catalogue/rules/procedure.ts'
import { instantAt, plainDate } from '#common/time.ts'
import { DEFAULT_INTAKE_RULES, DEFAULT_PAUSE_RULES } from '#deadlines/index.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import type { Role } from '#identity/rules/policy.ts'
import type { Process, ProcessStep } from '#routing/rules/step-table.ts'
import type { Actor, Circumstances, CommandOf } from './command.ts'

/** A small office on paper, for tests of the rules: units, officers, a procedure and its process. No database. */

const DAY = [
  { start: '07:30', end: '11:30' },
  { start: '13:30', end: '17:00' },
] as never

export const calendar: WorkingCalendar = {
  id: 'test',
  version: 1,
  name: { vi: 'Thử', en: 'Test' },
  week: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: [], 7: [] },
  receptionWeek: null,
  laterWeeks: [],
  exceptions: [],
  validFrom: plainDate('2026-01-01'),
  validTo: plainDate('2026-12-31'),
}

const step = (
  id: string,
  kind: ProcessStep['kind'],
  unit: string,
  role: Role,
  days: number,
  next: string[],
): ProcessStep => ({
  id,
  kind,
  name: { vi: id, en: id },
  unit,
  role,
  days,
  next,
})

export const process: Process = {
  id: 'test',
  name: 'test',
  version: 1,
  standing: 'demo',
  source: '',
  steps: [
    step('receive', 'RECEIVE', 'CENTRE', 'RECEPTIONIST', 0.5, ['check']),
    step('check', 'CHECK', 'LEAD', 'SPECIALIST', 1, ['police', 'insurance']),
    step('police', 'CONSULT', 'POLICE', 'SPECIALIST', 2, ['appraise']),
    step('insurance', 'CONSULT', 'INSURANCE', 'SPECIALIST', 2, ['appraise']),
    step('appraise', 'APPRAISE', 'LEAD', 'SPECIALIST', 1.5, ['approve']),
    step('approve', 'APPROVE', 'CHAIR', 'LEADER', 1.5, ['issue']),
    step('issue', 'ISSUE', 'OFFICE', 'RECORDS_CLERK', 0.5, ['return']),
    step('return', 'RETURN', 'CENTRE', 'RECEPTIONIST', 0, []),
  ],
}

export const procedure = (channels: readonly Channel[] = ['COUNTER', 'POST']): ProcedureVersion => ({
  id: 'procedure-1',
  procedureId: 'procedure',
  slug: 'thu',
  nationalCode: null,
  version: 1,
  processVersionId: 'process-1',
  title: 'Thủ tục thử',
  titleEn: 'Trial procedure',
  level: 'COMMUNE',
  effectiveFrom: plainDate('2026-01-01'),
  effectiveTo: null,
  field: null,
  applicants: [],
  cases: [
    {
      id: 'chung',
      name: { vi: 'Chung', en: 'General' },
      sets: 1,
      papers: [
        paper('don', 'Đơn đề nghị', { originals: 1, copies: 0, required: true }),
        paper('ban-sao', 'Bản sao giấy tờ', { originals: 0, copies: 2, required: true }),
        paper('khac', 'Giấy tờ khác', { originals: 1, copies: 0, required: false }),
      ],
      channels: channels.map((channel) => ({
        channel,
        standing: 'STATED' as const,
        term: { value: 7, unit: 'WORKING_DAY' as const },
        termText: '07 ngày làm việc',
        specials: [],
        changes: [],
        phases: [],
        fees: null,
        description: null,
      })),
    },
  ],
  conduct: null,
  conditions: null,
  competent: null,
  coordinating: [],
  leadUnit: 'LEAD',
  route: 'LOCAL',
  onlineLevel: null,
  nonTerritorial: null,
  results: [],
  legalBasis: [],
  source: '',
  kept: [],
})

const paper = (
  id: string,
  name: string,
  asked: Pick<PaperSpec, 'originals' | 'copies' | 'required'>,
): PaperSpec => ({ id, name, form: null, formUrl: null, replacedBy: null, ...asked })

const own = (fn: string) => ({ unitId: fn, authorityId: 'ward' })

const UNITS: Record<string, { unitId: string; authorityId: string }> = {
  CENTRE: { unitId: 'centre', authorityId: 'ward' },
  LEAD: { unitId: 'lead', authorityId: 'ward' },
  CHAIR: { unitId: 'chair', authorityId: 'ward' },
  OFFICE: { unitId: 'office', authorityId: 'ward' },
  POLICE: { unitId: 'police', authorityId: 'police' },
  INSURANCE: { unitId: 'insurance', authorityId: 'insurance' },
  // Of the published step tables.
  LEADERSHIP: { unitId: 'chair', authorityId: 'ward' },
  SOCIAL_INSURANCE: { unitId: 'insurance', authorityId: 'insurance' },
  LAND: own('land'),
  JUSTICE: own('justice'),
  ECONOMY: own('economy'),
  LAND_REGISTRY: { unitId: 'registry', authorityId: 'registry' },
  OTHER_POLICE: { unitId: 'other-police', authorityId: 'other-police' },
  COURT: { unitId: 'court', authorityId: 'court' },
}

const officer = (id: string, fn: keyof typeof UNITS, role: Role, atCounter = false): Actor => ({
  kind: 'OFFICER',
  id,
  ...(UNITS[fn] as { unitId: string; authorityId: string }),
  posts: [{ unitId: UNITS[fn]!.unitId, role, onBehalfOf: null }],
  counterSession: atCounter ? { id: 'session-1', centreId: 'centre', pointId: 'point-1' } : null,
})

export const officers = {
  receptionist: officer('huong', 'CENTRE', 'RECEPTIONIST', true),
  backRoom: officer('binh', 'CENTRE', 'RECEPTIONIST'),
  otherCentre: {
    ...officer('lan', 'CENTRE', 'RECEPTIONIST', true),
    unitId: 'centre-2',
    posts: [{ unitId: 'centre-2', role: 'RECEPTIONIST', onBehalfOf: null }],
    counterSession: { id: 'session-2', centreId: 'centre-2', pointId: 'point-2' },
  } satisfies Actor,
  specialist: officer('dung', 'LEAD', 'SPECIALIST'),
  police: officer('son', 'POLICE', 'SPECIALIST'),
  insurance: officer('oanh', 'INSURANCE', 'SPECIALIST'),
  leader: officer('phuoc', 'CHAIR', 'LEADER'),
  clerk: officer('hanh', 'OFFICE', 'RECORDS_CLERK'),
  administrator: officer('long', 'OFFICE', 'ADMIN'),
} as const

/** A reception at the counter by the owner in person, with all the papers that are required. */
export const receive = {
  type: 'receive',
  caseId: 'chung',
  channel: 'COUNTER',
  papers: [
    { paperId: 'don', originals: 1, copies: 0 },
    { paperId: 'ban-sao', originals: 0, copies: 2 },
  ],
  sets: 1,
  applicability: { place: 'ORDINARY', applicant: 'PERSON' },
  ownerId: 'owner',
  submitterId: 'owner',
  subjectId: null,
  receiptId: 'receipt',
  receiptHash: 'hash',
} satisfies CommandOf<'receive'>

/** Monday 16 November 2026, 09:10 in Hà Nội. */
export const MONDAY_MORNING = instantAt(plainDate('2026-11-16'), 9 * 60 + 10)

export const circumstances = (actor: Actor, over: Partial<Circumstances> = {}): Circumstances => {
  return {
    now: MONDAY_MORNING,
    actor,
    procedure: procedure(),
    process,
    calendar,
    rule: {
      cutOff: '15:00' as never,
      dueAt: 'END_OF_DAY',
      legalBasis: 'test',
      validFrom: plainDate('2026-01-01'),
    },
    unitFor: (fn) => {
      const unit = UNITS[fn]
      if (!unit) throw new Error(`no unit for ${fn}`)
      return unit
    },
    pauseRule: DEFAULT_PAUSE_RULES[0]!,
    intakeRule: DEFAULT_INTAKE_RULES[0]!,
    unitById: (id) => Object.values(UNITS).find(({ unitId }) => unitId === id) ?? null,
    officerNamed: () => null,
    leastLoaded: () => null,
    receivingUnitId: 'centre',
    competentAuthorityId: 'ward',
    newId: ids(),
    ...over,
  }
}

let made = 0
const ids = () => () => `id-${++made}`
