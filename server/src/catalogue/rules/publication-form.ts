import {
  day,
  listOf,
  maybe,
  number,
  object,
  oneOf,
  type Reader,
  text,
  uuid,
  yesOrNo,
} from '#common/reading.ts'
import type { SpecialTerm, Term } from '#deadlines/rules/term.ts'
import { Problems } from './problems.ts'
import type {
  ChannelTerms,
  FeeItem,
  KeptLeaf,
  LegalBasis,
  PaperSpec,
  ProcedureCase,
  ProcedureContent,
} from './procedure.ts'
import type {
  DraftAsItIs,
  Publication,
  Replacement,
  VersionToPublish,
  WrittenVersion,
} from './publication.ts'

/**
 * A publication as somebody wrote it into a file. What is left out is absent: a fee that is not stated, a list that is
 * empty, an end that is not known.
 *
 * @throws Refusal `catalogue-invalid` whose `problems` name every place and what is wrong there
 */
export const readPublication = (value: unknown): Publication => {
  const problems = new Problems()
  const publication = PUBLICATION(value, '', problems.found)
  problems.refuse()
  return publication
}

const BILINGUAL: Reader<{ vi: string; en: string }> = (value, place, found) => {
  const { vi, en } = object({ vi: text, en: maybe(text) })(value, place, found)
  return { vi, en: en ?? '' }
}

const TERM: Reader<Term> = (value, place, found) => {
  // "In the day" says how long without a number.
  const term = object({ value: maybe(number), unit: oneOf(...UNITS) })(value, place, found)
  return { value: term.value ?? 0, unit: term.unit }
}

const UNITS = ['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY'] as const

const SPECIAL: Reader<SpecialTerm> = (value, place, found) => {
  const { when, ...special } = object({
    id: text,
    when: object({
      place: maybe(oneOf('ORDINARY', 'DIFFICULT')),
      applicant: maybe(oneOf('PERSON', 'ORGANISATION')),
    }),
    term: TERM,
    name: BILINGUAL,
    basis: text,
  })(value, place, found)
  return {
    ...special,
    when: {
      ...(when.place === null ? {} : { place: when.place }),
      ...(when.applicant === null ? {} : { applicant: when.applicant }),
    },
  }
}

const FEE: Reader<FeeItem> = object({
  kind: maybe(oneOf('FEE', 'CHARGE')),
  name: text,
  amountVnd: maybe(number),
  per: maybe(text),
  basis: maybe(text),
})

const CHANNEL: Reader<ChannelTerms> = (value, place, found) => {
  const terms = object({
    channel: oneOf('COUNTER', 'ONLINE', 'POST'),
    standing: oneOf('STATED', 'NONE_BY_LAW', 'UNDECIDED'),
    term: maybe(TERM),
    termText: maybe(text),
    specials: listOf(SPECIAL),
    changes: listOf(object({ id: text, to: TERM, name: BILINGUAL, basis: text })),
    phases: listOf(object({ id: text, name: BILINGUAL, term: TERM })),
    // Left out is not stated; an empty list says that nothing is due.
    fees: maybe(listOf(FEE)),
    description: maybe(text),
  })(value, place, found)
  return { ...terms, termText: terms.termText ?? '' }
}

const PAPER: Reader<PaperSpec> = object({
  id: text,
  name: text,
  form: maybe(text),
  formUrl: maybe(text),
  originals: number,
  copies: number,
  required: yesOrNo,
  replacedBy: maybe(object({ source: BILINGUAL, basis: text })),
})

const CASE: Reader<ProcedureCase> = object({
  id: text,
  name: BILINGUAL,
  papers: listOf(PAPER),
  sets: maybe(number),
  channels: listOf(CHANNEL),
})

const BASIS: Reader<LegalBasis> = object({ number: maybe(text), title: maybe(text) })

const LEAF: Reader<KeptLeaf> = (value, place, found) => {
  const { empty, ...leaf } = object({
    path: listOf<string | number>((step, at, noted) => {
      // As it stands in the source, with the spaces it has there.
      if (typeof step === 'string' || typeof step === 'number') return step
      noted(at, 'NOT_TEXT')
      return ''
    }),
    value: (kept, at, noted) => {
      if (kept === null || ['string', 'number', 'boolean'].includes(typeof kept))
        return kept as KeptLeaf['value']
      noted(at, 'NOT_TEXT')
      return null
    },
    empty: maybe(oneOf('LIST', 'OBJECT')),
  })(value, place, found)
  return empty === null ? leaf : { ...leaf, empty }
}

const CONTENT: Reader<ProcedureContent> = object({
  titleEn: maybe(text),
  field: maybe(text),
  applicants: listOf(text),
  cases: listOf(CASE),
  conduct: maybe(text),
  conditions: maybe(text),
  competent: maybe(text),
  coordinating: listOf(text),
  leadUnit: maybe(text),
  route: oneOf('LOCAL', 'MINISTRY_SYSTEM'),
  onlineLevel: maybe(oneOf('FULL', 'PARTIAL')),
  nonTerritorial: maybe(yesOrNo),
  results: listOf(BILINGUAL),
  legalBasis: listOf(BASIS),
  source: text,
  kept: listOf(LEAF),
})

const WRITTEN: Reader<WrittenVersion> = object({
  draftId: maybe(uuid),
  slug: text,
  nationalCode: maybe(text),
  title: text,
  level: maybe(oneOf('MINISTRY', 'PROVINCE', 'COMMUNE', 'OTHER')),
  effectiveFrom: day,
  effectiveTo: maybe(day),
  processVersionId: maybe(uuid),
  content: CONTENT,
})

const AS_IT_IS: Reader<DraftAsItIs> = object({
  draftId: uuid,
  effectiveFrom: day,
  effectiveTo: maybe(day),
  processVersionId: maybe(uuid),
  leadUnit: maybe(text),
})

const VERSION: Reader<VersionToPublish> = (value, place, found) => {
  const isAsItIs = typeof value === 'object' && value !== null && 'draftId' in value && !('content' in value)
  return (isAsItIs ? AS_IT_IS : WRITTEN)(value, place, found)
}

const REPLACEMENT: Reader<Replacement> = object({ replaced: text, replacing: text, since: day })

const PUBLICATION: Reader<Publication> = object({
  decision: object({ number: text, issuer: text, decidedOn: day, title: text }),
  versions: listOf(VERSION),
  replacements: listOf(REPLACEMENT),
})
