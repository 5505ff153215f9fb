import { isWithinReach } from '#common/reading.ts'
import { addDays, isPlainDate, type PlainDate } from '#common/time.ts'
import { checkContent, checkText } from './check-content.ts'
import { keptBeside } from './portal-leaves.ts'
import { type Found, Problems } from './problems.ts'
import type {
  DraftAsItIs,
  Known,
  KnownVersion,
  Plan,
  Publication,
  Replacement,
  VersionToPublish,
  WrittenVersion,
} from './publication.ts'
import { isReceived } from './receivable.ts'

/**
 * Looks over what a decision publishes, against what is published already, and says what is to be written: the
 * versions, with the version before each ended on the day before, and what replaces what.
 *
 * @throws Refusal `catalogue-invalid` whose `problems` name every place and what is wrong there
 */
export const planPublication = (publication: Publication, known: Known): Plan => {
  const problems = new Problems()
  const { found } = problems
  checkDecision(publication, known.today, found)
  const written = publication.versions.map((version, at) =>
    asWritten(version, known, `versions[${at}]`, found),
  )
  for (const [at, version] of written.entries())
    if (version !== null) checkVersion(`versions[${at}]`, version, known, found)
  // Days are compared from here on, and the places must be those of the file.
  problems.refuse()
  const versions = written.filter((version) => version !== null)

  const stretches = [
    ...known.versions.map(knownStretch),
    ...versions.map((version, at) => newStretch(version, `versions[${at}]`)),
  ]
  endBeforeTheNext(stretches, found)
  checkReplacements(publication.replacements, stretches, known, found)
  problems.refuse()
  return {
    versions: versions.map((version, at) => ({
      ...version,
      effectiveTo: lastDayOf(stretches, `versions[${at}]`),
    })),
    endings: stretches.flatMap(({ id, to, stated }) =>
      id !== null && to !== null && to !== stated ? [{ versionId: id, lastDay: to }] : [],
    ),
    replacements: publication.replacements,
  }
}

const checkDecision = (
  { decision, versions, replacements }: Publication,
  today: PlainDate,
  found: Found,
): void => {
  checkText('decision.number', decision.number, found, LONGEST_NUMBER)
  checkText('decision.issuer', decision.issuer, found, LONGEST_NAME)
  checkText('decision.title', decision.title, found, LONGEST_TITLE)
  if (!isPlainDate(decision.decidedOn)) found('decision.decidedOn', 'NOT_A_DAY', decision.decidedOn)
  else if (!isWithinReach(decision.decidedOn, today))
    found('decision.decidedOn', 'TOO_FAR', decision.decidedOn)
  else if (decision.decidedOn > today)
    found('decision.decidedOn', 'DECIDED_IN_THE_FUTURE', decision.decidedOn)
  if (versions.length + replacements.length === 0) found('versions', 'MISSING')
}

/** A draft that is published as it is, with what it says; null when it cannot be. */
const asWritten = (
  version: VersionToPublish,
  known: Known,
  place: string,
  found: Found,
): WrittenVersion | null => {
  const draft = known.drafts.find(({ id }) => id === version.draftId)
  if (version.draftId !== null && !draft) found(`${place}.draftId`, 'DRAFT_UNKNOWN', version.draftId)
  if (!isAsItIs(version)) {
    if (!draft) return version
    if (draft.slug !== version.slug) found(`${place}.draftId`, 'DRAFT_OF_ANOTHER', draft.slug)
    return { ...version, content: { ...version.content, kept: keptBeside(draft, version) } }
  }
  if (!draft) return null
  if (draft.questions > 0) found(`${place}.draftId`, 'QUESTIONS_OPEN', draft.questions)
  const { slug, nationalCode, title, level, content } = draft
  const { leadUnit, ...days } = version
  return {
    ...days,
    slug,
    nationalCode,
    title,
    level,
    content: { ...content, leadUnit: leadUnit ?? content.leadUnit },
  }
}

const isAsItIs = (version: VersionToPublish): version is DraftAsItIs => !('content' in version)

/** Words that stand in an address without being written otherwise. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LONGEST_SLUG = 150
/** The longest of 53 real titles has 195 characters, and some decisions name all that they amend. */
const LONGEST_TITLE = 1_000
/** Those of numbers and names of agencies: together a key of the database, which holds 2,704 bytes. */
const LONGEST_NUMBER = 100
const LONGEST_NAME = 300
/** `1.001193`, or with the province behind it `1.001193.000.00.00.H05`. */
const LONGEST_CODE = 50

const checkVersion = (place: string, version: WrittenVersion, known: Known, found: Found): void => {
  const { slug, title, nationalCode, effectiveFrom, effectiveTo, processVersionId, content } = version
  if (!SLUG.test(slug) || slug.length > LONGEST_SLUG) found(`${place}.slug`, 'SLUG_NOT_READ', slug)
  checkText(`${place}.title`, title, found, LONGEST_TITLE)
  if (nationalCode !== null) checkText(`${place}.nationalCode`, nationalCode, found, LONGEST_CODE)
  if (!isPlainDate(effectiveFrom)) found(`${place}.effectiveFrom`, 'NOT_A_DAY', effectiveFrom)
  if (effectiveTo !== null && !isPlainDate(effectiveTo))
    found(`${place}.effectiveTo`, 'NOT_A_DAY', effectiveTo)
  else if (effectiveTo !== null && effectiveTo < effectiveFrom)
    found(`${place}.effectiveTo`, 'ENDS_BEFORE_IT_BEGINS', effectiveTo)
  for (const key of ['effectiveFrom', 'effectiveTo'] as const) {
    const date = version[key]
    if (isPlainDate(date) && !isWithinReach(date, known.today)) found(`${place}.${key}`, 'TOO_FAR', date)
  }
  const before = known.procedures.find((procedure) => procedure.slug === slug)
  // A code may be given to what had none; another code is another procedure.
  if (before && before.nationalCode !== null && before.nationalCode !== nationalCode)
    found(`${place}.nationalCode`, 'CODE_DIFFERS', before.nationalCode)
  checkContent(`${place}.content`, content, found)
  if (processVersionId === null) return
  if (content.leadUnit === null) found(`${place}.content.leadUnit`, 'LEAD_UNIT_MISSING')
  else if (!known.functions.includes(content.leadUnit))
    found(`${place}.content.leadUnit`, 'UNIT_UNKNOWN', `${content.leadUnit}: ${known.functions.join(', ')}`)
  if (!content.cases.some(({ channels }) => channels.some(isReceived)))
    found(`${place}.processVersionId`, 'NOTHING_TO_RECEIVE')
}

// ---- Days ----------------------------------------------------------------------------------------------------

/** The days of one version, published or to be. */
interface Stretch {
  slug: string
  /** Null for one that is not published yet. */
  id: string | null
  /** Null for one that is published. */
  place: string | null
  from: PlainDate
  to: PlainDate | null
  /** The end as it stood before anything ended it. */
  stated: PlainDate | null
}

const knownStretch = ({ id, slug, effectiveFrom, effectiveTo }: KnownVersion): Stretch => ({
  slug,
  id,
  place: null,
  from: effectiveFrom,
  to: effectiveTo,
  stated: effectiveTo,
})

const newStretch = ({ slug, effectiveFrom, effectiveTo }: WrittenVersion, place: string): Stretch => ({
  slug,
  id: null,
  place,
  from: effectiveFrom,
  to: effectiveTo,
  stated: effectiveTo,
})

const lastDayOf = (stretches: readonly Stretch[], place: string): PlainDate | null =>
  stretches.find((stretch) => stretch.place === place)?.to ?? null

const reaches = ({ to }: Stretch, day: PlainDate): boolean => to === null || to >= day

/**
 * A new version ends the one before it on the day before it begins: what is published, and what is new and leaves its
 * end open. What would have to yield otherwise overlaps.
 */
const endBeforeTheNext = (stretches: readonly Stretch[], found: Found): void => {
  for (const ofOne of bySlug(stretches).values()) {
    ofOne.sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const [at, next] of ofOne.entries()) {
      const before = ofOne[at - 1]
      if (!before || !reaches(before, next.from)) continue
      const yields = next.place !== null && (before.place === null || before.stated === null)
      if (yields && before.from < next.from) before.to = addDays(next.from, -1)
      else if (next.place ?? before.place)
        found(
          `${next.place ?? before.place}.effectiveFrom`,
          'VERSIONS_OVERLAP',
          daysOf(next.place ? before : next),
        )
    }
  }
}

const bySlug = (stretches: readonly Stretch[]): Map<string, Stretch[]> => {
  const found = new Map<string, Stretch[]>()
  for (const stretch of stretches) found.set(stretch.slug, [...(found.get(stretch.slug) ?? []), stretch])
  return found
}

const daysOf = ({ from, to }: Stretch): string => `${from} – ${to ?? '…'}`

// ---- What replaces what --------------------------------------------------------------------------------------

/** Each is known, none replaces itself or comes round to itself, and what is replaced ends the day before. */
const checkReplacements = (
  replacements: readonly Replacement[],
  stretches: readonly Stretch[],
  known: Known,
  found: Found,
): void => {
  const slugs = new Set([...known.procedures, ...stretches].map(({ slug }) => slug))
  const seen = new Set(known.replacements.map(pairOf))
  for (const [at, replacement] of replacements.entries()) {
    const place = `replacements[${at}]`
    if (!isPlainDate(replacement.since)) {
      found(`${place}.since`, 'NOT_A_DAY', replacement.since)
      continue
    }
    if (!isWithinReach(replacement.since, known.today)) found(`${place}.since`, 'TOO_FAR', replacement.since)
    for (const key of ['replaced', 'replacing'] as const)
      if (!slugs.has(replacement[key])) found(`${place}.${key}`, 'PROCEDURE_UNKNOWN', replacement[key])
    if (replacement.replaced === replacement.replacing) found(place, 'REPLACES_ITSELF', replacement.replaced)
    else if (seen.has(pairOf(replacement))) found(place, 'REPLACED_TWICE', pairOf(replacement))
    seen.add(pairOf(replacement))
    endReplaced(place, replacement, stretches, found)
  }
  for (const { replaced, since } of known.replacements)
    for (const { place, slug, from } of stretches)
      if (place !== null && slug === replaced && from >= since)
        found(`${place}.effectiveFrom`, 'HOLDS_AFTER_ITS_REPLACEMENT', since)
  const circle = circleIn([...known.replacements, ...replacements])
  if (circle) found('replacements', 'REPLACED_IN_A_CIRCLE', circle.join(' → '))
}

const pairOf = ({ replaced, replacing }: Replacement): string => `${replaced} → ${replacing}`

const endReplaced = (
  place: string,
  { replaced, since }: Replacement,
  stretches: readonly Stretch[],
  found: Found,
): void => {
  for (const stretch of stretches) {
    if (stretch.slug !== replaced || !reaches(stretch, since)) continue
    if (stretch.from < since) stretch.to = addDays(since, -1)
    else found(`${place}.since`, 'HOLDS_AFTER_ITS_REPLACEMENT', daysOf(stretch))
  }
}

/** A way from a procedure over those that replaced it back to itself, or null. */
const circleIn = (replacements: readonly Replacement[]): readonly string[] | null => {
  const next = new Map<string, string[]>()
  for (const { replaced, replacing } of replacements)
    if (replaced !== replacing) next.set(replaced, [...(next.get(replaced) ?? []), replacing])
  const done = new Set<string>()
  for (const start of next.keys()) {
    // The way so far, with what is still to be tried from each: a chain of twenty thousand is deeper than our own calls go.
    const way: { slug: string; ahead: string[] }[] = []
    const onTheWay = new Set<string>()
    const enter = (slug: string) => {
      way.push({ slug, ahead: [...(next.get(slug) ?? [])] })
      onTheWay.add(slug)
    }
    if (!done.has(start)) enter(start)
    while (way.length > 0) {
      const { slug, ahead } = way.at(-1)!
      const replacing = ahead.shift()
      if (replacing === undefined) {
        way.pop()
        onTheWay.delete(slug)
        done.add(slug)
      } else if (onTheWay.has(replacing)) {
        const from = way.findIndex((step) => step.slug === replacing)
        return [...way.slice(from).map((step) => step.slug), replacing]
      } else if (!done.has(replacing)) enter(replacing)
    }
  }
  return null
}
