import { Type } from 'typebox'
import { TermView } from '#deadlines/index.ts'
import { Bilingual, Day, Maybe, OneOf } from '#platform/http/reply.ts'
import type { ChannelTerms, ProcedureVersion } from './rules/procedure.ts'
import { isReceived, type NotReceived, whyNotReceived } from './rules/receivable.ts'
import type { Described } from './store.ts'

/** What a procedure looks like on the wire. A null is what its source does not state. */

const Level = OneOf('MINISTRY', 'PROVINCE', 'COMMUNE', 'OTHER')
export const ChannelName = OneOf('COUNTER', 'ONLINE', 'POST')
export const PlaceName = OneOf('ORDINARY', 'DIFFICULT')
export const ApplicantName = OneOf('PERSON', 'ORGANISATION')
const TermStandingName = OneOf('STATED', 'NONE_BY_LAW', 'UNDECIDED')
const RouteName = OneOf('LOCAL', 'MINISTRY_SYSTEM')
const OnlineLevelName = OneOf('FULL', 'PARTIAL')
const StandingName = OneOf('IN_FORCE', 'SUSPENDED', 'NOT_YET', 'ENDED')

const NOT_RECEIVED = [
  'NOT_YET',
  'ENDED',
  'SUSPENDED',
  'MINISTRY_SYSTEM',
  'NO_PROCESS',
  'NO_CHANNEL',
  'TERM_UNDECIDED',
] as const satisfies readonly NotReceived[]

const receivability = {
  standing: StandingName,
  receivable: Type.Boolean({
    description: 'whether a dossier can be handed in at a counter here, or by post',
  }),
  notReceived: Maybe(OneOf(...NOT_RECEIVED), { description: 'why not; null where it is received' }),
}

export const ProcedureSummary = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  titleEn: Maybe(Type.String()),
  nationalCode: Maybe(Type.String()),
  level: Maybe(Level),
  field: Maybe(Type.String()),
  competent: Maybe(Type.String()),
  ...receivability,
  term: Maybe(TermView, { description: 'of its first case and channel; null where none is promised' }),
  termText: Maybe(Type.String({ description: 'the same in the words of the source' })),
  termStanding: Maybe(TermStandingName, { description: 'how sure it is; null where there is no channel' }),
  phases: Type.Integer({ description: 'of how many stretches that term is made; 0 where it is one' }),
})

const SpecialTermView = Type.Object({
  id: Type.String(),
  when: Type.Object({ place: Type.Optional(PlaceName), applicant: Type.Optional(ApplicantName) }),
  term: TermView,
  name: Bilingual,
  basis: Type.String(),
})

export const ChannelTermsView = Type.Object({
  channel: ChannelName,
  receivable: Type.Boolean(),
  standing: TermStandingName,
  term: Maybe(TermView),
  termText: Type.String(),
  specials: Type.Array(SpecialTermView),
  changes: Type.Array(
    Type.Object({ id: Type.String(), to: TermView, name: Bilingual, basis: Type.String() }),
  ),
  phases: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, term: TermView })),
  fees: Maybe(
    Type.Array(
      Type.Object({
        kind: Maybe(OneOf('FEE', 'CHARGE')),
        name: Type.String(),
        amountVnd: Maybe(Type.Integer()),
        per: Maybe(Type.String()),
        basis: Maybe(Type.String()),
      }),
    ),
  ),
  description: Maybe(Type.String()),
})

export const PaperSpecView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  form: Maybe(Type.String()),
  formUrl: Maybe(Type.String()),
  originals: Type.Integer(),
  copies: Type.Integer(),
  required: Type.Boolean(),
  replacedBy: Maybe(Type.Object({ source: Bilingual, basis: Type.String() }), {
    description: 'data that stands in for the paper',
  }),
})

export const CaseView = Type.Object({
  id: Type.String(),
  name: Bilingual,
  sets: Maybe(Type.Integer()),
  papers: Type.Array(PaperSpecView),
  channels: Type.Array(ChannelTermsView),
})

const Related = Type.Object({ slug: Type.String(), title: Type.String(), since: Day })

export const ProcedureView = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  titleEn: Maybe(Type.String()),
  nationalCode: Maybe(Type.String()),
  level: Maybe(Level),
  field: Maybe(Type.String()),
  applicants: Type.Array(Type.String()),
  ...receivability,
  effectiveFrom: Day,
  effectiveTo: Maybe(Day, { description: 'the last day it holds; null while no end is known' }),
  version: Type.Integer(),
  versions: Type.Array(Type.Object({ version: Type.Integer(), effectiveFrom: Day, effectiveTo: Maybe(Day) })),
  decision: Maybe(
    Type.Object({ number: Type.String(), issuer: Type.String(), decidedOn: Day, title: Type.String() }),
  ),
  replaces: Type.Array(Related),
  replacedBy: Type.Array(Related),
  cases: Type.Array(CaseView),
  conduct: Maybe(Type.String()),
  conditions: Maybe(Type.String()),
  competent: Maybe(Type.String()),
  coordinating: Type.Array(Type.String()),
  route: RouteName,
  onlineLevel: Maybe(OnlineLevelName),
  nonTerritorial: Maybe(Type.Boolean()),
  results: Type.Array(Bilingual),
  legalBasis: Type.Array(Type.Object({ number: Maybe(Type.String()), title: Maybe(Type.String()) })),
  source: Type.String(),
})

/** A catalogue's lists are never changed by who reads them; the contract's types do not say so. */
type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends string
    ? T
    : T extends object
      ? { -readonly [Key in keyof T]: Writable<T[Key]> }
      : T

export const onWire = <Value>(value: Value): Writable<Value> => value as Writable<Value>

export const summaryOf = ({ version, standing }: Pick<Described, 'version' | 'standing'>) => {
  const first = version.cases[0]?.channels[0]
  const { slug, title, titleEn, nationalCode, level, field, competent } = version
  return {
    slug,
    title,
    titleEn,
    nationalCode,
    level,
    field,
    competent,
    ...receivabilityOf(version, standing),
    term: first?.term ?? null,
    termText: first?.termText ?? null,
    termStanding: first?.standing ?? null,
    phases: first?.phases.length ?? 0,
  }
}

export const procedureView = ({ version, standing, ...around }: Described) => {
  const {
    kept: _,
    leadUnit: _leadUnit,
    id: _id,
    procedureId: _procedureId,
    processVersionId: _process,
    ...told
  } = version
  const received = receivabilityOf(version, standing)
  const channelView = (terms: ChannelTerms) => ({
    ...terms,
    receivable: received.receivable && isReceived(terms),
  })
  return onWire({
    ...told,
    ...around,
    ...received,
    cases: version.cases.map((one) => ({ ...one, channels: one.channels.map(channelView) })),
  })
}

const receivabilityOf = (version: ProcedureVersion, standing: Described['standing']) => {
  const notReceived = whyNotReceived(version, standing)
  return { standing, receivable: notReceived === null, notReceived }
}
